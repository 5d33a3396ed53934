using System.Diagnostics.CodeAnalysis;

namespace EventTicket.Events;

/// <summary>The orders by their ids. Each knows its own, so that it is not kept a second time beside it.</summary>
internal sealed class OrderBook
{
    // What an order is for is looked up among so many; beyond, sharing begins anew.
    private const int MostContents = 10_000;

    private readonly HashSet<OrderState> orders = new(new ById());
    private readonly HashSet<OrderContent> contents = new(OrderContent.ByWhatItIs);

    /// <exception cref="KeyNotFoundException">There is no such order.</exception>
    public OrderState this[Guid orderId] => TryGetValue(orderId, out var order) ? order : throw new KeyNotFoundException($"There is no order {orderId}.");

    public IReadOnlyCollection<OrderState> Values => orders;

    public bool TryGetValue(Guid orderId, [NotNullWhen(true)] out OrderState? order) => ByTheirIds.TryGetValue(orderId, out order);

    public OrderState Add(Held held)
    {
        var order = new OrderState(held, ContentOf(held));
        return orders.Add(order) ? order : throw new InvalidOperationException($"There is an order {held.OrderId} already.");
    }

    public void Remove(Guid orderId) => ByTheirIds.Remove(orderId);

    public void TrimExcess()
    {
        orders.TrimExcess();
        contents.Clear();
    }

    private HashSet<OrderState>.AlternateLookup<Guid> ByTheirIds => orders.GetAlternateLookup<Guid>();

    private OrderContent ContentOf(Held held)
    {
        var known = contents.GetAlternateLookup<Held>();
        if (!known.TryGetValue(held, out var content))
        {
            if (contents.Count == MostContents)
            {
                contents.Clear();
            }

            content = new(held.Items, held.Codes);
            contents.Add(content);
        }

        return content;
    }

    private sealed class ById : IEqualityComparer<OrderState>, IAlternateEqualityComparer<Guid, OrderState>
    {
        public bool Equals(OrderState? x, OrderState? y) => x?.OrderId == y?.OrderId;

        public int GetHashCode(OrderState order) => order.OrderId.GetHashCode();

        public bool Equals(Guid orderId, OrderState order) => order.OrderId == orderId;

        public int GetHashCode(Guid orderId) => orderId.GetHashCode();

        public OrderState Create(Guid orderId) => throw new NotSupportedException("An id alone makes no order.");
    }
}
