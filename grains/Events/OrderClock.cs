namespace EventTicket.Events;

/// <summary>Orders by when something happens to them by itself. An order is added again whenever its clock changes; what stands here of before counts no more.</summary>
internal sealed class OrderClock
{
    private const int Few = 100;

    private readonly PriorityQueue<OrderState, DateTimeOffset> queue = new();
    private int crowded = Few;

    /// <summary>When the next order is due; null when none will be.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            while (queue.TryPeek(out var order, out var at))
            {
                if (order.Due == at)
                {
                    return at;
                }

                queue.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Adds the order as its clock stands now; nothing when it stands still.</summary>
    public void Add(OrderState order)
    {
        if (order.Due is not { } at)
        {
            return;
        }

        if (queue.Count >= crowded)
        {
            DropStale();
        }

        queue.Enqueue(order, at);
    }

    /// <summary>Takes the order that is due at <see cref="Next"/> away.</summary>
    public OrderState Take() => queue.Dequeue();

    public void TrimExcess()
    {
        DropStale();
        queue.TrimExcess();
    }

    // Most orders are paid long before their time is over: a replay of a million would leave a million entries, to be taken away one by one.
    private void DropStale()
    {
        var running = queue.UnorderedItems.Where(entry => entry.Element.Due == entry.Priority).ToArray();
        queue.Clear();
        queue.EnqueueRange(running);
        crowded = Math.Max(Few, 2 * queue.Count);
    }
}
