using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>What ends by the clock.</summary>
internal sealed partial class EventState
{
    /// <summary>When something happens by itself next; null when nothing will.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var (order, ofPreSale) = (due.Next, PreSaleDue);
            return order < ofPreSale ? order : ofPreSale ?? order;
        }
    }

    /// <summary>Ends what has ended by <paramref name="now"/>. Every decision starts with this, so that a hold ends by comparison and not when somebody tidies.</summary>
    /// <returns>Orders whose own time is over while a payment is open: their payments must be asked for the outcome.</returns>
    public IReadOnlyList<Guid> EndDue(DateTimeOffset now)
    {
        if (Closed is not null)
        {
            // Journal and stock disagree: what we would change could be wrong, and would be refused again every second.
            return [];
        }

        if (fresh.Count == 0)
        {
            // What was decided and not yet written is still asked for.
            Forget(now);
        }

        List<Guid>? ask = null;
        while (due.Next is { } next && next <= now)
        {
            var order = due.Take();
            if (order.Status == OrderStatus.Held)
            {
                Record(new Expired(now, order.OrderId));
            }
            else if (order.AskedForOutcome)
            {
                // The provider has had its time. Should its money come after all, the places are taken again if they are free.
                Record(new PaymentClosed(now, order.OrderId, order.Attempt));
                Record(new Expired(now, order.OrderId));
            }
            else
            {
                order.AskedForOutcome = true;
                due.Add(order);
                (ask ??= []).Add(order.OrderId);
            }
        }

        // After the holds: a booking whose hold ends now may have to be paid by now.
        EndPreSaleDue(now);
        ServeWaiting(now);
        return ask ?? (IReadOnlyList<Guid>)[];
    }
}
