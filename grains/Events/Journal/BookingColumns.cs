using EventTicket.Purchases;
using Npgsql;
using NpgsqlTypes;
using static EventTicket.Events.CommitCommand;

namespace EventTicket.Events;

/// <summary>The pre-sale and its bookings as parameters of the commit.</summary>
internal static class BookingColumns
{
    /// <summary>A list of one, or of none when there is no pre-sale.</summary>
    public static void AddPreSale(NpgsqlParameterCollection p, EventDefinition definition)
    {
        PreSale[] one = definition.PreSale is { } preSale ? [preSale] : [];
        Column(p, "pre_type", NpgsqlDbType.Uuid, one, s => definition.TicketTypes[s.TicketType].TicketTypeId);
        Column(p, "pre_capacity", NpgsqlDbType.Integer, one, s => s.Capacity);
        Column(p, "pre_opens", NpgsqlDbType.TimestampTz, one, s => s.OpensAt);
        Column(p, "pre_closes", NpgsqlDbType.TimestampTz, one, s => s.ClosesAt);
        Column(p, "pre_price", NpgsqlDbType.Bigint, one, s => s.Price);
        Column(p, "pre_pay_by", NpgsqlDbType.TimestampTz, one, s => s.PayBy);
        Column(p, "pre_per_person", NpgsqlDbType.Integer, one, s => s.MaxPerPerson);
    }

    public static void AddNew(NpgsqlParameterCollection p, IReadOnlyList<BookingRow> bookings)
    {
        Column(p, "booking", NpgsqlDbType.Uuid, bookings, b => b.Booking.BookingId);
        Column(p, "booking_person", NpgsqlDbType.Uuid, bookings, b => b.Booking.PersonId);
        Column(p, "booking_type", NpgsqlDbType.Uuid, bookings, b => b.Booking.TypeId);
        Column(p, "booking_quantity", NpgsqlDbType.Integer, bookings, b => b.Booking.Places);
        Column(p, "booking_price", NpgsqlDbType.Bigint, bookings, b => b.Booking.Price);
        Column(p, "booking_code", NpgsqlDbType.Text, bookings, b => b.Booking.Code);
        Column(p, "booking_status", NpgsqlDbType.Text, bookings, b => BookingStatusWords.Of(b.Status));
        Column(p, "booking_order", NpgsqlDbType.Uuid, bookings, b => b.OrderId);
        Column(p, "booking_pay_by", NpgsqlDbType.TimestampTz, bookings, b => b.Booking.PayBy);
        Column(p, "booking_at", NpgsqlDbType.TimestampTz, bookings, b => b.Booking.BookedAt);
        Column(p, "booking_changed", NpgsqlDbType.TimestampTz, bookings, b => b.ChangedAt);
    }

    public static void AddChanged(NpgsqlParameterCollection p, IReadOnlyList<BookingRow> bookings)
    {
        Column(p, "rebooked", NpgsqlDbType.Uuid, bookings, b => b.Booking.BookingId);
        Column(p, "rebooked_status", NpgsqlDbType.Text, bookings, b => BookingStatusWords.Of(b.Status));
        Column(p, "rebooked_order", NpgsqlDbType.Uuid, bookings, b => b.OrderId);
        Column(p, "rebooked_changed", NpgsqlDbType.TimestampTz, bookings, b => b.ChangedAt);
    }
}
