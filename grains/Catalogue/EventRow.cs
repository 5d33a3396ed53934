using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Catalogue;

/// <summary>An event of the catalogue as the tables tell it, with its ticket types, seen at one moment.</summary>
internal sealed record EventRow(
    Guid EventId,
    Guid ManagerId,
    string Title,
    string Description,
    Category Category,
    Venue Venue,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string TimeZone,
    EventStatus Status,
    int MaxPerPerson,
    int HoldMinutes,
    ImmutableArray<TypeOnSale> Types,
    DateTimeOffset Now)
{
    /// <summary>What <see cref="Read"/> expects, of <c>e</c> events, <c>c</c> categories, <c>t</c> ticket_types and <c>s</c> stock: one row per ticket type.</summary>
    /// <param name="description">False leaves the long text empty.</param>
    public static string Columns(bool description) => $"""
        e.event_id, e.manager_id, e.title, {(description ? "e.description" : "''")}, e.category_id, coalesce(c.name, ''), e.venue_name, e.venue_address, e.city,
        e.starts_at, e.ends_at, e.time_zone, e.status, e.max_per_person, e.hold_minutes, e.currency,
        t.ticket_type_id, t.name, t.price, s.capacity - s.held - s.booked - s.sold, s.capacity, t.sales_starts_at, t.sales_ends_at, t.max_per_person
        """;

    /// <summary>The tables behind <see cref="Columns(bool)"/>, to follow the events under the name <c>e</c>. Hidden types are there when they are among <c>@unlocked</c>.</summary>
    public const string Joins = """
        LEFT JOIN categories c USING (category_id)
        JOIN ticket_types t ON t.event_id = e.event_id AND (NOT t.hidden OR t.ticket_type_id = ANY (@unlocked))
        JOIN stock s ON s.event_id = e.event_id AND s.ticket_type_id = t.ticket_type_id
        """;

    /// <summary>Puts the rows of one event after the other together; they come ordered.</summary>
    public static List<EventRow> Group(IEnumerable<EventRow> rows)
    {
        var events = new List<EventRow>();
        foreach (var row in rows)
        {
            if (events.Count > 0 && events[^1].EventId == row.EventId)
            {
                events[^1] = events[^1] with { Types = events[^1].Types.AddRange(row.Types) };
            }
            else
            {
                events.Add(row);
            }
        }

        return events;
    }

    /// <summary>One row: the event with one of its types.</summary>
    public static EventRow Read(NpgsqlDataReader reader, DateTimeOffset now)
    {
        var endsAt = reader.Time(10);
        var status = StoredNames.EventStatus(reader.GetString(12), endsAt, now);
        var (opens, closes) = (reader.Optional<DateTimeOffset>(21), reader.Optional<DateTimeOffset>(22));
        var type = new TypeOnSale(
            reader.GetGuid(16), reader.GetString(17), new(reader.GetInt64(18), reader.GetString(15)), reader.GetInt32(19), reader.GetInt32(20),
            opens, closes, reader.Optional<int>(23),
            OnSale: status is EventStatus.Published && !(opens > now) && now < (closes ?? endsAt));
        return new(
            reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), new(reader.GetGuid(4), reader.GetString(5)),
            new(reader.GetString(6), reader.GetString(7), reader.GetString(8)), reader.Time(9), endsAt, reader.GetString(11), status,
            reader.GetInt32(13), reader.GetInt32(14), [type], now);
    }

    /// <summary>The event in a list.</summary>
    public EventCard Card()
    {
        var stillSold = Types.Where(type => Status is EventStatus.Published && Now < (type.SalesEndsAt ?? EndsAt)).ToArray();
        var onSale = Types.Any(type => type.OnSale);
        return new(
            EventId, Title, Category, Venue.City, Venue.Name, StartsAt, TimeZone, Status,
            FromPrice: Types.MinBy(type => type.Price.Amount)!.Price,
            Available: stillSold.Sum(type => type.Available),
            Capacity: Types.Sum(type => type.Capacity),
            onSale,
            SalesStartAt: onSale ? null : stillSold.Min(type => type.SalesStartsAt),
            SeveralPrices: Types.Select(type => type.Price).Distinct().Count() > 1);
    }

    /// <summary>What is left of the event.</summary>
    public EventPlaces Places() => new(EventId, Status, Types, Now);

    /// <summary>The event on its own page.</summary>
    public EventPage Page(string managerName) =>
        new(EventId, Title, Description, Category, Venue, StartsAt, EndsAt, TimeZone, Status, MaxPerPerson, Types, managerName, HoldMinutes, Now);
}
