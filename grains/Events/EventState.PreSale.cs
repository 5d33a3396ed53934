using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>The pre-sale's places: what facts do to them, and what the clock does.</summary>
internal sealed partial class EventState
{
    private readonly Dictionary<Guid, BookingState> bookings = [];
    private readonly Queue<(DateTimeOffset At, Guid BookingId)> endedBookingsByAge = [];
    private PreSaleState? preSale;

    /// <summary>The pre-sale's row of the stock has the event's own id where a ticket type's has the type's: there is one to an event.</summary>
    private TypeStock PreSaleRow => new(EventId, preSale!.Capacity, preSale.Held, preSale.Booked, preSale.Sold);

    /// <summary>When the pre-sale closes or its bookings lapse; null when nothing of the kind is to come.</summary>
    private DateTimeOffset? PreSaleDue => preSale is null || Status == EventStatus.Draft ? null
        : preSale.Booked > 0 && Status == EventStatus.Cancelled ? LastAt
        : !preSale.IsClosed ? preSale.Terms.ClosesAt
        : preSale.Booked > 0 ? preSale.Terms.PayBy : null;

    private void EndPreSaleDue(DateTimeOffset now)
    {
        if (preSale is null || PreSaleDue is not { } due || due > now)
        {
            return;
        }

        if (!preSale.IsClosed && now >= preSale.Terms.ClosesAt)
        {
            Record(new HandedOver(now));
        }

        var cancelled = Status == EventStatus.Cancelled;
        if (preSale.Booked > 0 && (cancelled || now >= preSale.Terms.PayBy))
        {
            foreach (var unpaid in bookings.Values.Where(booking => booking.Status == BookingStatus.Booked).ToList())
            {
                Record(cancelled ? new BookingCancelled(now, unpaid.BookingId, WithEvent: true) : new Lapsed(now, unpaid.BookingId));
            }
        }
    }

    private void Apply(BookingFact fact)
    {
        switch (fact)
        {
            case Booked booked:
                var typeId = preSale!.Type.Type.TicketTypeId;
                bookings.Add(booked.BookingId, new BookingState(booked, typeId));
                preSale.Booked += booked.Places;
                preSale.Count(booked.PersonId, booked.Places);
                people.Add(booked.PersonId, typeId, booked.Places);
                break;
            case Lapsed:
                End(bookings[fact.BookingId], BookingStatus.Lapsed, fact.At);
                break;
            case BookingCancelled:
                End(bookings[fact.BookingId], BookingStatus.Cancelled, fact.At);
                break;
        }
    }

    private void End(BookingState booking, BookingStatus status, DateTimeOffset at)
    {
        booking.Status = status;
        endedBookingsByAge.Enqueue((at, booking.BookingId));
        preSale!.Booked -= booking.Places;
        preSale.Count(booking.PersonId, -booking.Places);
        people.Add(booking.PersonId, booking.TypeId, -booking.Places);
    }

    /// <summary>The booking's places are held for its order. They have counted for the person since they were booked.</summary>
    private void Take(OrderState order)
    {
        var booking = bookings[order.BookingId!.Value];
        (booking.Status, booking.OrderId) = (BookingStatus.Held, order.OrderId);
        preSale!.Booked -= booking.Places;
        preSale.Held += booking.Places;
    }

    /// <summary>The order's hold has ended unpaid: its places are booked as before.</summary>
    private void FallBack(OrderState order)
    {
        var booking = bookings[order.BookingId!.Value];
        booking.Status = BookingStatus.Booked;
        preSale!.Held -= booking.Places;
        preSale.Booked += booking.Places;
    }

    /// <summary>Whether the order, held or ended, has its booking's places to turn into tickets.</summary>
    private bool HasItsBooking(OrderState order) => order.BookingId is { } id && bookings.TryGetValue(id, out var booking)
        && (booking.Status == BookingStatus.Booked || (booking.Status == BookingStatus.Held && booking.OrderId == order.OrderId));

    private void ConfirmBooking(OrderState order)
    {
        var booking = bookings[order.BookingId!.Value];
        var waiting = booking.Status == BookingStatus.Held;
        (booking.Status, booking.OrderId) = (BookingStatus.Paid, order.OrderId);
        preSale!.Sold += booking.Places;
        if (waiting)
        {
            preSale.Held -= booking.Places;
        }
        else
        {
            preSale.Booked -= booking.Places;
        }
    }

    /// <summary>Tickets of a booking have ended; with its last one the booking has.</summary>
    private void EndWithTickets(OrderState order, DateTimeOffset at)
    {
        if (order.IsOfPreSale && order.Tickets.All(ticket => ticket.HasEnded) && bookings.TryGetValue(order.BookingId!.Value, out var booking) && booking.Status == BookingStatus.Paid)
        {
            booking.Status = BookingStatus.Cancelled;
            endedBookingsByAge.Enqueue((at, booking.BookingId));
        }
    }

    private void ForgetBookings(DateTimeOffset before)
    {
        while (endedBookingsByAge.TryPeek(out var oldest) && oldest.At < before)
        {
            endedBookingsByAge.Dequeue();
            bookings.Remove(oldest.BookingId);
        }
    }

    private IEnumerable<FieldError> CheckPreSaleChange(EventDefinition wanted, DateTimeOffset now)
    {
        var kept = Definition!.PreSale;
        if (Status == EventStatus.Draft || preSale is null || kept is null)
        {
            yield break;
        }

        if (wanted.PreSale is not { } terms)
        {
            if (preSale.IsClosed || preSale.Taken > 0)
            {
                yield return new FieldError("preSale", "It stays: places of it were booked, or handed over to the general sale.");
            }

            yield break;
        }

        var sameType = wanted.TicketTypes.ElementAtOrDefault(terms.TicketType)?.TicketTypeId == preSale.Type.Type.TicketTypeId;
        if ((preSale.IsClosed || preSale.Taken > 0) && !sameType)
        {
            yield return new FieldError("preSale.ticketType", $"It stays with {preSale.Type.Type.Name}: places of it were booked, or handed over to the general sale.");
        }

        if (preSale.IsClosed && terms with { PayBy = kept.PayBy, TicketType = kept.TicketType } != kept)
        {
            yield return new FieldError("preSale", "It has closed: of a closed pre-sale only payBy can be changed.");
        }
        else if (!preSale.IsClosed && terms.Capacity < preSale.Taken)
        {
            yield return new FieldError("preSale.capacity", $"At least {preSale.Taken}: that many places are booked, held or sold.");
        }

        if (terms.PayBy != kept.PayBy && terms.PayBy <= now && preSale.Booked > 0)
        {
            yield return new FieldError("preSale.payBy", "Must be in the future: bookings wait to be paid.");
        }
    }
}
