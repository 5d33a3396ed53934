using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>What is done with a booking, or a place in a waiting list, that is named by its own id: its event is found first.</summary>
internal static class BookingCalls
{
    public static async Task<Result<TicketHold>> HoldBooking(this IGrainFactory grains, Guid personId, Guid bookingId, Operation operation)
    {
        var booking = await grains.Purchases().Booking(personId, bookingId);
        return booking.Succeeded ? await grains.Event(booking.Value.Event.EventId).HoldBooking(new(operation, personId, bookingId)) : booking.As<TicketHold>();
    }

    public static async Task<Result<Done>> LeaveWaitingList(this IGrainFactory grains, Guid personId, Guid waitingId)
    {
        var place = await grains.Purchases().Waiting(personId, waitingId);
        return place.Succeeded ? await grains.Event(place.Value.Event.EventId).Leave(new(personId, waitingId)) : place.As<Done>();
    }

    public static async Task<Result<Done>> CancelBooking(this IGrainFactory grains, Guid personId, Guid bookingId)
    {
        var booking = await grains.Purchases().Booking(personId, bookingId);
        return booking.Succeeded ? await grains.Event(booking.Value.Event.EventId).CancelBooking(new(personId, bookingId)) : booking.As<Done>();
    }
}
