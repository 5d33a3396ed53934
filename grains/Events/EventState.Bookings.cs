using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Booking in the pre-sale, and giving a booking up.</summary>
internal sealed partial class EventState
{
    public BookingState? Booking(Guid bookingId) => bookings.GetValueOrDefault(bookingId);

    /// <returns>The booking; a free one has its order, with tickets, already.</returns>
    public Result<BookingState> Book(BookPreSale request, DateTimeOffset now)
    {
        if (Definition is null || Status == EventStatus.Draft)
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.PersonId, OperationKind.Book, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => bookings[first.OrderId]) is { } before)
        {
            return before;
        }

        if (request.Quantity < 1)
        {
            return Refusal.Invalid("quantity", "A whole number of at least 1.");
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (Closed is not null || WithdrawnAt is not null || preSale is null || !preSale.IsOpen(now))
        {
            return Refusal.NotOnSale;
        }

        if (ExceedsLimits(request.PersonId, [new(preSale.Type.Type.TicketTypeId, request.Quantity)], null)
            || preSale.Of(request.PersonId) + (long)request.Quantity > (preSale.Terms.MaxPerPerson ?? int.MaxValue))
        {
            return Refusal.LimitReached;
        }

        if (preSale.Free < request.Quantity)
        {
            return Refusal.SoldOut;
        }

        var terms = preSale.Terms;
        ImmutableArray<IssuedTicket> tickets = terms.Price > 0 ? [] : [.. Enumerable.Range(0, request.Quantity).Select(_ => NewTicket(preSale.Type.Type.TicketTypeId, now))];
        var booked = new Booked(now, Guid.CreateVersion7(now), request.PersonId, request.Quantity, terms.Price, terms.PayBy,
            tickets.IsEmpty ? TicketCode.New() : tickets[0].Code, mark);
        Record(booked);
        var booking = bookings[booked.BookingId];
        if (!tickets.IsEmpty)
        {
            IssueAtOnce(booking, tickets, now);
        }

        return booking;
    }

    public Result<TicketHold> HoldBooking(HoldBooking request, DateTimeOffset now)
    {
        if (!bookings.TryGetValue(request.BookingId, out var booking) || booking.PersonId != request.PersonId)
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.PersonId, OperationKind.Hold, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => orders[first.OrderId].Answer(EventId)) is { } before)
        {
            return before;
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (booking.Status is BookingStatus.Paid)
        {
            return Refusal.AlreadyPaid;
        }

        if (booking.Status is BookingStatus.Lapsed or BookingStatus.Cancelled)
        {
            return Refusal.HoldEnded;
        }

        if (Closed is not null || WithdrawnAt is not null)
        {
            return Refusal.NotOnSale;
        }

        var old = OpenOrder(request.PersonId);
        if (old?.Status == OrderStatus.Paying)
        {
            return Refusal.PaymentPending;
        }

        if (old is not null)
        {
            Record(new Replaced(now, old.OrderId));
        }

        // Unpaid places go to the general sale at the time to pay, also when their hold began just before.
        var expires = old?.ExpiresAt ?? now.AddMinutes(Definition!.HoldMinutes);
        var payBy = preSale!.Terms.PayBy;
        var order = Taken(booking, expires < payBy ? expires : payBy, mark, now);
        Record(order);
        return orders[order.OrderId].Answer(EventId);
    }

    public Result<Done> CancelBooking(CancelBooking request, DateTimeOffset now)
    {
        if (!bookings.TryGetValue(request.BookingId, out var booking) || booking.PersonId != request.PersonId)
        {
            return Refusal.NotFound;
        }

        if (booking.Status is BookingStatus.Lapsed or BookingStatus.Cancelled)
        {
            return Done.It;
        }

        if (Closed is not null)
        {
            return Refusal.Busy;
        }

        if (booking.Status == BookingStatus.Paid)
        {
            return CancelPaid(orders[booking.OrderId!.Value], now);
        }

        if (booking.Status == BookingStatus.Held)
        {
            var order = orders[booking.OrderId!.Value];
            if (order.Status == OrderStatus.Paying)
            {
                return Refusal.PaymentPending;
            }

            Record(new Released(now, order.OrderId));
        }

        Record(new BookingCancelled(now, booking.BookingId, WithEvent: false));
        return Done.It;
    }

    private Result<Done> CancelPaid(OrderState order, DateTimeOffset now)
    {
        var left = order.Tickets.Where(ticket => !ticket.HasEnded).ToImmutableArray();
        if (now >= Definition!.StartsAt || order.Tickets.Any(ticket => ticket.Status == TicketStatus.Transferred) || left.Any(ticket => ticket.Status != TicketStatus.Valid))
        {
            return new Refusal(RefusalCode.CannotCancel);
        }

        GiveBack(order, left, RefundCause.Asked, null, null, now);
        return Done.It;
    }

    // An ordinary order in every respect, but held, issued and settled in one decision, because there is nothing to pay.
    private void IssueAtOnce(BookingState booking, ImmutableArray<IssuedTicket> tickets, DateTimeOffset now)
    {
        const int Attempt = 1;
        var order = Taken(booking, now.AddMinutes(Definition!.HoldMinutes), null, now);
        Record(order);
        Record(new Confirmed(now, order.OrderId, Attempt, tickets));
        Record(new Settled(now, order.OrderId, Attempt));
    }

    private Held Taken(BookingState booking, DateTimeOffset expires, OperationMark? mark, DateTimeOffset now)
    {
        var type = types[booking.TypeId].Type;
        var item = new OrderItem(type.TicketTypeId, type.Name, booking.Places, new Money(booking.Price, Definition!.Currency));
        return new Held(now, Guid.CreateVersion7(now), booking.PersonId, [item], expires, mark) { BookingId = booking.BookingId };
    }
}
