using EventTicket.Purchases;
using NpgsqlTypes;

namespace EventTicket.Events;

/// <summary>The pre-sale and its bookings as parameters of the commit.</summary>
internal static class BookingColumns
{
    /// <summary>A list of one, or of none when there is no pre-sale.</summary>
    public static void AddPreSale(CommitParameters p, EventDefinition definition)
    {
        PreSale[] one = definition.PreSale is { } preSale ? [preSale] : [];
        p.Column("pre_type", NpgsqlDbType.Uuid, one, s => definition.TicketTypes[s.TicketType].TicketTypeId);
        p.Column("pre_capacity", NpgsqlDbType.Integer, one, s => s.Capacity);
        p.Column("pre_opens", NpgsqlDbType.TimestampTz, one, s => s.OpensAt);
        p.Column("pre_closes", NpgsqlDbType.TimestampTz, one, s => s.ClosesAt);
        p.Column("pre_price", NpgsqlDbType.Bigint, one, s => s.Price);
        p.Column("pre_pay_by", NpgsqlDbType.TimestampTz, one, s => s.PayBy);
        p.Column("pre_per_person", NpgsqlDbType.Integer, one, s => s.MaxPerPerson);
    }

    public static void AddNew(CommitParameters p, IReadOnlyList<BookingRow> bookings)
    {
        p.Column("booking", NpgsqlDbType.Uuid, bookings, b => b.Booking.BookingId);
        p.Column("booking_person", NpgsqlDbType.Uuid, bookings, b => b.Booking.PersonId);
        p.Column("booking_type", NpgsqlDbType.Uuid, bookings, b => b.Booking.TypeId);
        p.Column("booking_quantity", NpgsqlDbType.Integer, bookings, b => b.Booking.Places);
        p.Column("booking_price", NpgsqlDbType.Bigint, bookings, b => b.Booking.Price);
        p.Column("booking_code", NpgsqlDbType.Text, bookings, b => b.Booking.Code);
        p.Column("booking_status", NpgsqlDbType.Text, bookings, b => BookingStatusWords.Of(b.Status));
        p.Column("booking_order", NpgsqlDbType.Uuid, bookings, b => b.OrderId);
        p.Column("booking_pay_by", NpgsqlDbType.TimestampTz, bookings, b => b.Booking.PayBy);
        p.Column("booking_at", NpgsqlDbType.TimestampTz, bookings, b => b.Booking.BookedAt);
        p.Column("booking_changed", NpgsqlDbType.TimestampTz, bookings, b => b.ChangedAt);
    }

    public static void AddChanged(CommitParameters p, IReadOnlyList<BookingRow> bookings)
    {
        p.Column("rebooked", NpgsqlDbType.Uuid, bookings, b => b.Booking.BookingId);
        p.Column("rebooked_status", NpgsqlDbType.Text, bookings, b => BookingStatusWords.Of(b.Status));
        p.Column("rebooked_order", NpgsqlDbType.Uuid, bookings, b => b.OrderId);
        p.Column("rebooked_changed", NpgsqlDbType.TimestampTz, bookings, b => b.ChangedAt);
    }
}
