using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Payment attempts, as far as the stock is concerned. Whether an authorised attempt gets its tickets is decided here, once.</summary>
internal sealed partial class EventState
{
    public Result<PaymentTerms> StartPayment(StartPayment request, DateTimeOffset now)
    {
        if (!orders.TryGetValue(request.OrderId, out var order) || order.PersonId != request.PersonId)
        {
            return Refusal.NotFound;
        }

        if (order.HasTickets)
        {
            return order.Status == OrderStatus.Cancelled ? Refusal.HoldEnded : Refusal.AlreadyPaid;
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (!order.HoldsPlaces)
        {
            return Refusal.HoldEnded;
        }

        if (order.Status == OrderStatus.Paying && order.Attempt != request.Attempt)
        {
            return Refusal.PaymentPending;
        }

        if (order.Status == OrderStatus.Held)
        {
            if (Closed is not null)
            {
                return Refusal.NotOnSale;
            }

            Record(new PaymentOpened(now, order.OrderId, request.Attempt));
        }

        return new PaymentTerms(order.OrderId, EventId, Definition!.Title, order.Items, order.Total, order.ExpiresAt);
    }

    public Result<Done> ClosePayment(ClosePayment request, DateTimeOffset now)
    {
        if (!orders.TryGetValue(request.OrderId, out var order))
        {
            return Refusal.NotFound;
        }

        if (order.Status == OrderStatus.Paying && order.Attempt == request.Attempt)
        {
            Record(new PaymentClosed(now, order.OrderId, request.Attempt));
            EndWithoutPayment(order, now);
            if (request.ProviderAway && order is { HoldsPlaces: true, WasExtended: false })
            {
                Record(new Extended(now, order.OrderId, order.ExpiresAt + OrderState.ExtraTime));
            }
        }

        return Done.It;
    }

    /// <returns>Whether the attempt has its tickets. They stand in the journal at the order's <see cref="OrderState.ConfirmedSeq"/>.</returns>
    public Result<bool> Decide(DecidePayment request, DateTimeOffset now)
    {
        if (!orders.TryGetValue(request.OrderId, out var order))
        {
            return Refusal.NotFound;
        }

        if (order.HasTickets || order.TurnedAway.Contains(request.Attempt))
        {
            return order.HasTickets && order.Attempt == request.Attempt;
        }

        if (!MayHave(order, request.Attempt))
        {
            Record(new TurnedAway(now, order.OrderId, request.Attempt));
            if (order.Status == OrderStatus.Paying && order.Attempt == request.Attempt && Status == EventStatus.Cancelled)
            {
                Record(new PaymentClosed(now, order.OrderId, request.Attempt));
                EndWithoutPayment(order, now);
            }

            return false;
        }

        var tickets = order.Items.SelectMany(item => Enumerable.Range(0, item.Quantity).Select(_ => NewTicket(item.TicketTypeId, now)));
        Record(new Confirmed(now, order.OrderId, request.Attempt, [.. tickets]));
        return true;
    }

    public Result<Done> Settle(SettlePayment request, DateTimeOffset now)
    {
        if (!orders.TryGetValue(request.OrderId, out var order) || !order.HasTickets || order.Attempt != request.Attempt)
        {
            return Refusal.NotFound;
        }

        if (!order.Captured && order.Status != OrderStatus.Cancelled)
        {
            Record(new Settled(now, order.OrderId, request.Attempt));
        }

        return Done.It;
    }

    /// <summary>The money of the attempt that got its tickets cannot be taken: the only way in which tickets end without a refund.</summary>
    public Result<Done> Revoke(SettlePayment request, DateTimeOffset now)
    {
        if (!orders.TryGetValue(request.OrderId, out var order) || !order.HasTickets || order.Attempt != request.Attempt || order.Captured)
        {
            return Refusal.NotFound;
        }

        if (Closed is not null)
        {
            return Refusal.Busy;
        }

        if (order.Tickets.Any(ticket => ticket.IsUnused))
        {
            Record(new Revoked(now, order.OrderId, request.Attempt));
        }

        return Done.It;
    }

    /// <summary>A hold whose payment came to nothing ends when its time is over, or when its event was cancelled meanwhile.</summary>
    private void EndWithoutPayment(OrderState order, DateTimeOffset now)
    {
        if (Status == EventStatus.Cancelled)
        {
            Record(new Released(now, order.OrderId));
        }
        else if (now >= order.ExpiresAt)
        {
            Record(new Expired(now, order.OrderId));
        }
    }

    private static IssuedTicket NewTicket(Guid typeId, DateTimeOffset now) => new(Guid.CreateVersion7(now), typeId, TicketCode.New());

    private bool MayHave(OrderState order, int attempt)
    {
        if (Status == EventStatus.Cancelled || Closed is not null)
        {
            return false;
        }

        if (order.HoldsPlaces)
        {
            return order.Status == OrderStatus.Held || order.Attempt == attempt;
        }

        if (order.BookingId is { } id && bookings.TryGetValue(id, out var booking) && booking.Status is not (BookingStatus.Lapsed or BookingStatus.Cancelled))
        {
            // Still booked, its places are the buyer's. Paid by another order, or about to be, they are not paid twice.
            return booking.Status == BookingStatus.Booked;
        }

        // The hold has ended: its places may be had again if they are still there and the person's limits allow it.
        return HasUses(order) && order.Items.All(item => types.TryGetValue(item.TicketTypeId, out var type) && type.Free >= item.Quantity)
            && !ExceedsLimits(order.PersonId, [.. order.Items.Select(item => new HoldItem(item.TicketTypeId, item.Quantity))], null);
    }
}
