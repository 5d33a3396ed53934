using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Orders: what each fact about one changes in it, in its person's count and in the stock.</summary>
internal sealed partial class EventState
{
    private void Apply(Held held)
    {
        var order = orders.Add(held);
        if (order.IsOfPreSale)
        {
            Take(order);
            if (order.Total.Amount == 0)
            {
                // Issued in this same decision; what the person holds beside it stays open.
                return;
            }
        }
        else
        {
            foreach (var item in order.Items)
            {
                types[item.TicketTypeId].Held += item.Quantity;
                people.Add(order.PersonId, item.TicketTypeId, item.Quantity);
            }
        }

        CountUses(order, 1);
        if (order.WaitingId is not null)
        {
            // Beside what the person holds by their own choice: an offer lasts longer, so nothing may take its place.
            FollowOffer(order, WaitingStatus.Offered, held.At);
        }
        else
        {
            people.Open(order);
        }

        due.Add(order);
    }

    private void Apply(OrderFact fact, OrderState order)
    {
        switch (fact)
        {
            case Released:
                End(order, OrderStatus.Released, fact.At);
                break;
            case Replaced:
                people.Replace(order);
                End(order, OrderStatus.Replaced, fact.At);
                break;
            case Expired:
                End(order, OrderStatus.Expired, fact.At);
                break;
            case Extended extended:
                (order.ExpiresAt, order.WasExtended) = (extended.ExpiresAt, true);
                due.Add(order);
                break;
            case PaymentOpened opened:
                (order.Status, order.Attempt) = (OrderStatus.Paying, opened.Attempt);
                break;
            case PaymentClosed:
                (order.Status, order.Attempt, order.AskedForOutcome) = (OrderStatus.Held, 0, false);
                due.Add(order);
                break;
            case Confirmed confirmed:
                Confirm(order, confirmed);
                break;
            case TurnedAway turned:
                order.TurnedAway = order.TurnedAway.Add(turned.Attempt);
                break;
            case Settled:
                order.Captured = true;
                order.Status = order.StatusByTickets;
                break;
            case Revoked:
                EndTickets(order, [.. order.Tickets.Where(ticket => ticket.IsUnused).Select(ticket => ticket.TicketId)], TicketStatus.Revoked);
                EndWithTickets(order, fact.At);
                break;
            case Refunded refunded:
                Apply(refunded, order);
                break;
            case Frozen frozen:
                order.FrozenBy = frozen.DisputeId;
                Turn(order, TicketStatus.Valid, TicketStatus.Frozen);
                break;
            case Transferred given:
                Apply(given, order);
                break;
            case Thawed thawed:
                (order.FrozenBy, order.Accounted) = (null, order.Accounted.Add(thawed.DisputeId));
                Turn(order, TicketStatus.Frozen, TicketStatus.Valid);
                break;
        }
    }

    private void Confirm(OrderState order, Confirmed confirmed)
    {
        order.IsOfPreSale = HasItsBooking(order);
        if (order.IsOfPreSale)
        {
            ConfirmBooking(order);
        }

        foreach (var item in order.IsOfPreSale ? [] : order.Items)
        {
            var type = types[item.TicketTypeId];
            type.Sold += item.Quantity;
            if (order.HoldsPlaces)
            {
                type.Held -= item.Quantity;
            }
            else
            {
                // The hold had ended and its places were free to take again.
                people.Add(order.PersonId, item.TicketTypeId, item.Quantity);
            }
        }

        if (!order.HoldsPlaces)
        {
            CountUses(order, 1);
        }

        FollowOffer(order, WaitingStatus.Bought, confirmed.At);
        people.Close(order);
        (order.Status, order.Attempt, order.ConfirmedSeq) = (OrderStatus.Issued, confirmed.Attempt, LastSeq);
        order.Tickets = [.. confirmed.Tickets.Select(ticket => new TicketState(ticket.TicketId, ticket.TicketTypeId, TicketStatus.Valid))];
    }

    private void End(OrderState order, OrderStatus status, DateTimeOffset at)
    {
        if (order.IsOfPreSale)
        {
            FallBack(order);
        }

        foreach (var item in order.IsOfPreSale ? [] : order.Items)
        {
            types[item.TicketTypeId].Held -= item.Quantity;
            people.Add(order.PersonId, item.TicketTypeId, -item.Quantity);
        }

        CountUses(order, -1);
        FollowOffer(order, WaitingStatus.Passed, at);
        people.Close(order);
        (order.Status, order.Attempt) = (status, 0);
        endedByAge.Enqueue((at, order.OrderId));
    }
}
