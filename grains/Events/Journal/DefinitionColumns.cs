using NpgsqlTypes;

namespace EventTicket.Events;

/// <summary>An event's definition, and the stock rows it begins with, as parameters of the commit.</summary>
internal static class DefinitionColumns
{
    public static void Add(CommitParameters p, DefinitionRow row)
    {
        var d = row.Definition;
        p.Add("manager", row.ManagerId);
        p.Add("status", EventStatusWords.Of(row.Status));
        p.Add("version", row.Version);
        p.Add("title", d.Title);
        p.Add("description", d.Description);
        p.Add("category", d.CategoryId);
        p.Add("venue", d.Venue.Name);
        p.Add("address", d.Venue.Address);
        p.Add("city", d.Venue.City);
        p.Add("starts", d.StartsAt);
        p.Add("ends", d.EndsAt);
        p.Add("zone", d.TimeZone);
        p.Add("currency", d.Currency);
        p.Add("per_person", d.MaxPerPerson);
        p.Add("minutes", d.HoldMinutes);
        p.Add("created", row.CreatedAt);
        p.AddOptional("published", NpgsqlDbType.TimestampTz, row.PublishedAt);
        p.AddOptional("withdrawn", NpgsqlDbType.TimestampTz, row.WithdrawnAt);
        p.AddOptional("withdrawn_reason", NpgsqlDbType.Text, row.WithdrawnReason);
        p.Column("type", NpgsqlDbType.Uuid, d.TicketTypes, t => t.TicketTypeId);
        p.Column("position", NpgsqlDbType.Integer, d.TicketTypes, t => d.TicketTypes.IndexOf(t));
        p.Column("name", NpgsqlDbType.Text, d.TicketTypes, t => t.Name);
        p.Column("price", NpgsqlDbType.Bigint, d.TicketTypes, t => t.Price);
        p.Column("type_per_person", NpgsqlDbType.Integer, d.TicketTypes, t => t.MaxPerPerson);
        p.Column("sales_start", NpgsqlDbType.TimestampTz, d.TicketTypes, t => t.SalesStartsAt);
        p.Column("sales_end", NpgsqlDbType.TimestampTz, d.TicketTypes, t => t.SalesEndsAt);
        p.Column("hidden", NpgsqlDbType.Boolean, d.TicketTypes, t => t.Hidden);
        p.Column("gone", NpgsqlDbType.Uuid, row.Gone, id => id);
        BookingColumns.AddPreSale(p, d);
    }

    public static void AddStock(CommitParameters p, IReadOnlyList<StockChange> stock)
    {
        p.Column("new_type", NpgsqlDbType.Uuid, stock, s => s.TicketTypeId);
        p.Column("new_capacity", NpgsqlDbType.Integer, stock, s => s.Capacity);
        p.Column("new_held", NpgsqlDbType.Integer, stock, s => s.Held);
        p.Column("new_booked", NpgsqlDbType.Integer, stock, s => s.Booked);
        p.Column("new_sold", NpgsqlDbType.Integer, stock, s => s.Sold);
    }
}
