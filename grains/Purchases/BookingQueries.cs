using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Purchases;

/// <summary>Questions about bookings of pre-sales; every one names the person who asks.</summary>
internal sealed class BookingQueries(NpgsqlDataSource database, PurchaseQueries purchases)
{
    // The time to pay may have been moved since; the currency is the event's, which never changes once there are bookings.
    private const string Bookings = $"""
        SELECT {PurchaseQueries.EventColumns}, b.booking_id, b.ticket_type_id, t.name, b.code, b.quantity, b.price, e.currency, b.status, b.order_id,
               coalesce(p.pay_by, b.pay_by), b.booked_at
        FROM bookings b JOIN events e USING (event_id) JOIN ticket_types t USING (event_id, ticket_type_id) LEFT JOIN pre_sales p USING (event_id)
        WHERE b.person_id = @person
        """;

    /// <summary>One booking with its tickets; null when the person has none of that id.</summary>
    public async Task<Booking?> Booking(Guid person, Guid booking, DateTimeOffset now) =>
        (await Read(database.Command($"{Bookings} AND b.booking_id = @booking", ("person", person), ("booking", booking)), person, now)).SingleOrDefault();

    /// <summary>The person's bookings after a place in the list, the newest first.</summary>
    public Task<List<Booking>> BookingsAfter(Guid person, Cursor? after, int limit, DateTimeOffset now)
    {
        const string Order = "ORDER BY b.booked_at DESC, b.booking_id LIMIT @limit";
        return Read(after is { } place
            ? database.Command($"{Bookings} AND b.booked_at <= @at AND (b.booked_at < @at OR b.booking_id > @id) {Order}",
                ("person", person), ("limit", limit), ("at", place.At), ("id", place.Id))
            : database.Command($"{Bookings} {Order}", ("person", person), ("limit", limit)), person, now);
    }

    private async Task<List<Booking>> Read(NpgsqlCommand command, Guid person, DateTimeOffset now)
    {
        var bookings = await command.Rows(reader => ReadBooking(reader, now));
        Guid[] paid = [.. bookings.Where(booking => booking is { Status: BookingStatus.Paid or BookingStatus.Cancelled, OrderId: not null }).Select(booking => booking.OrderId!.Value)];
        if (paid.Length == 0)
        {
            return bookings;
        }

        var tickets = (await purchases.TicketsOf(person, paid, now)).ToLookup(ticket => ticket.OrderId);
        return [.. bookings.Select(booking => booking.OrderId is { } order ? booking with { Tickets = [.. tickets[order]] } : booking)];
    }

    private static Booking ReadBooking(NpgsqlDataReader reader, DateTimeOffset now) => new(
        reader.GetGuid(8), PurchaseQueries.ReadEvent(reader, now), reader.GetGuid(9), reader.GetString(10), reader.GetString(11), reader.GetInt32(12),
        new(reader.GetInt64(13), reader.GetString(14)), StoredNames.Read<BookingStatus>(reader.GetString(15)), reader.Optional<Guid>(16), reader.Time(17), reader.Time(18), []);
}
