namespace EventTicket.Events;

/// <summary>The bookings that a batch's facts are about, one final row of each.</summary>
internal sealed class BookingRows(EventState state)
{
    private readonly Dictionary<Guid, BookingRow> rows = [];

    public IReadOnlyList<BookingRow> All => [.. rows.Values];

    public void Add(Guid bookingId, Fact fact)
    {
        // One that ended a day ago and was forgotten has nothing to be changed any more: it was written when it ended.
        if (state.Booking(bookingId) is { } booking)
        {
            rows[bookingId] = new BookingRow(booking, booking.Status, booking.OrderId, fact.At, fact is Booked || (rows.TryGetValue(bookingId, out var earlier) && earlier.IsNew));
        }
    }
}
