using Npgsql;
using NpgsqlTypes;
using static EventTicket.Events.CommitCommand;

namespace EventTicket.Events;

/// <summary>An event's definition, and the stock rows it begins with, as parameters of the commit.</summary>
internal static class DefinitionColumns
{
    public static void Add(NpgsqlParameterCollection p, DefinitionRow row)
    {
        var d = row.Definition;
        p.AddWithValue("manager", row.ManagerId);
        p.AddWithValue("status", EventStatusWords.Of(row.Status));
        p.AddWithValue("version", row.Version);
        p.AddWithValue("title", d.Title);
        p.AddWithValue("description", d.Description);
        p.AddWithValue("category", d.CategoryId);
        p.AddWithValue("venue", d.Venue.Name);
        p.AddWithValue("address", d.Venue.Address);
        p.AddWithValue("city", d.Venue.City);
        p.AddWithValue("starts", d.StartsAt);
        p.AddWithValue("ends", d.EndsAt);
        p.AddWithValue("zone", d.TimeZone);
        p.AddWithValue("currency", d.Currency);
        p.AddWithValue("per_person", d.MaxPerPerson);
        p.AddWithValue("minutes", d.HoldMinutes);
        p.AddWithValue("created", row.CreatedAt);
        p.Add(new() { ParameterName = "published", Value = (object?)row.PublishedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(new() { ParameterName = "withdrawn", Value = (object?)row.WithdrawnAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(new() { ParameterName = "withdrawn_reason", Value = (object?)row.WithdrawnReason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        Column(p, "type", NpgsqlDbType.Uuid, d.TicketTypes, t => t.TicketTypeId);
        Column(p, "position", NpgsqlDbType.Integer, d.TicketTypes, t => d.TicketTypes.IndexOf(t));
        Column(p, "name", NpgsqlDbType.Text, d.TicketTypes, t => t.Name);
        Column(p, "price", NpgsqlDbType.Bigint, d.TicketTypes, t => t.Price);
        Column(p, "type_per_person", NpgsqlDbType.Integer, d.TicketTypes, t => t.MaxPerPerson);
        Column(p, "sales_start", NpgsqlDbType.TimestampTz, d.TicketTypes, t => t.SalesStartsAt);
        Column(p, "sales_end", NpgsqlDbType.TimestampTz, d.TicketTypes, t => t.SalesEndsAt);
        Column(p, "hidden", NpgsqlDbType.Boolean, d.TicketTypes, t => t.Hidden);
        Column(p, "gone", NpgsqlDbType.Uuid, row.Gone, id => id);
        BookingColumns.AddPreSale(p, d);
    }

    public static void AddStock(NpgsqlParameterCollection p, IReadOnlyList<StockChange> stock)
    {
        Column(p, "new_type", NpgsqlDbType.Uuid, stock, s => s.TicketTypeId);
        Column(p, "new_capacity", NpgsqlDbType.Integer, stock, s => s.Capacity);
        Column(p, "new_held", NpgsqlDbType.Integer, stock, s => s.Held);
        Column(p, "new_booked", NpgsqlDbType.Integer, stock, s => s.Booked);
        Column(p, "new_sold", NpgsqlDbType.Integer, stock, s => s.Sold);
    }
}
