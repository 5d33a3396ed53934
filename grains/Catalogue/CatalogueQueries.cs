using System.Collections.Immutable;
using System.Text.Json;
using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Catalogue;

/// <summary>The catalogue's questions to PostgreSQL.</summary>
internal sealed class CatalogueQueries(NpgsqlDataSource database)
{
    // For a search with words, and its batch alone. The same plan suits all words, and is made once; it asks indexes, whatever the limits let the planner hope
    // of reading a table; and what takes a few milliseconds is not worth compiling.
    public const string ByIndex = "SELECT set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true), set_config('jit', 'off', true)";

    // The same for whoever asks, and a new city can wait for so long.
    private static readonly TimeSpan CitiesLast = TimeSpan.FromSeconds(10);

    private KnownCities? known;

    private sealed record KnownCities(DateTimeOffset At, ImmutableArray<string> Names);

    /// <summary>All categories, by name.</summary>
    public async Task<ImmutableArray<Category>> Categories() =>
        [.. await database.Command("SELECT category_id, name FROM categories ORDER BY lower(name)").Rows(r => new Category(r.GetGuid(0), r.GetString(1)))];

    /// <summary>One event, drafts too; null when there is none, or it is withdrawn.</summary>
    /// <param name="unlocked">Hidden ticket types that are shown all the same.</param>
    public async Task<EventRow?> Event(Guid eventId, DateTimeOffset now, params Guid[] unlocked)
    {
        var rows = await EventCommand(eventId, unlocked).Rows(reader => EventRow.Read(reader, now));
        return EventRow.Group(rows).SingleOrDefault();
    }

    internal NpgsqlCommand EventCommand(Guid eventId, params Guid[] unlocked) => database.Command(
        $"SELECT {EventRow.Columns(description: true)} FROM events e {EventRow.Joins} WHERE e.event_id = @event AND e.withdrawn_at IS NULL ORDER BY t.position", ("event", eventId), ("unlocked", unlocked));

    /// <summary>Those of the events that anybody may see, without their long descriptions and hidden ticket types.</summary>
    public async Task<List<EventRow>> Places(Guid[] events, DateTimeOffset now)
    {
        var rows = await PlacesCommand(events).Rows(reader => EventRow.Read(reader, now));
        return EventRow.Group(rows);
    }

    // Event by event, and nothing else: a planner that may choose believes that types and stock of all events join to two rows, and reads all of both for each event.
    internal NpgsqlCommand PlacesCommand(Guid[] events) => database.Command(
        $"""
        SELECT {EventRow.Columns(description: false)}
        FROM (SELECT DISTINCT unnest(@events) AS id) asked
        CROSS JOIN LATERAL (SELECT * FROM events WHERE event_id = asked.id AND status <> 'draft' AND withdrawn_at IS NULL OFFSET 0) e
        CROSS JOIN LATERAL (SELECT * FROM ticket_types WHERE event_id = asked.id AND NOT hidden OFFSET 0) t
        CROSS JOIN LATERAL (SELECT * FROM stock WHERE event_id = asked.id AND ticket_type_id = t.ticket_type_id OFFSET 0) s
        LEFT JOIN categories c USING (category_id)
        ORDER BY e.event_id, t.position
        """, ("events", events));

    /// <summary>The event's code that reads so; null when it has none. Whether it can be used, the event decides.</summary>
    /// <param name="text">As codes are compared: in capitals.</param>
    public async Task<CodeOffer?> Code(Guid eventId, string text) => (await database.Command(
        "SELECT text, kind, value, ticket_types, valid_from, valid_until FROM event_codes WHERE event_id = @event AND text = @text", ("event", eventId), ("text", text))
        .Rows(row => new CodeOffer(
            row.GetString(0), StoredNames.Read<CodeKind>(row.GetString(1)), row.GetInt64(2), JsonSerializer.Deserialize<ImmutableArray<Guid>>(row.GetString(3)),
            row.Optional<DateTimeOffset>(4), row.Optional<DateTimeOffset>(5)))).SingleOrDefault();

    /// <summary>The event's hidden ticket types.</summary>
    public Task<List<Guid>> Hidden(Guid eventId) =>
        database.Command("SELECT ticket_type_id FROM ticket_types WHERE event_id = @event AND hidden", ("event", eventId)).Rows(row => row.GetGuid(0));

    /// <summary>The event's pre-sale; null when it has none. Its row of the stock has the event's own id.</summary>
    public async Task<PreSaleOffer?> PreSale(Guid eventId, DateTimeOffset now) => (await database.Command(
        """
        SELECT p.ticket_type_id, p.capacity, CASE WHEN p.closes_at > @now THEN s.capacity - s.held - s.booked - s.sold ELSE 0 END,
               p.opens_at, p.closes_at, p.price, e.currency, p.pay_by, p.max_per_person
        FROM pre_sales p JOIN events e USING (event_id) JOIN stock s ON s.event_id = p.event_id AND s.ticket_type_id = p.event_id
        WHERE p.event_id = @event
        """, ("event", eventId), ("now", now))
        .Rows(row => new PreSaleOffer(
            row.GetGuid(0), row.GetInt32(1), row.GetInt32(2), row.Time(3), row.Time(4), new(row.GetInt64(5), row.GetString(6)), row.Time(7), row.Optional<int>(8)))).SingleOrDefault();

    /// <summary>One page of events with one more, to learn whether there is a next page; how many there are in all; every city.</summary>
    public async Task<(List<EventRow> Events, int Found, ImmutableArray<string> Cities)> Search(EventFilter filter, Cursor? after, int limit)
    {
        var isCounted = filter.IsCountedWith(after);
        await using var batch = database.CreateBatch();
        if (filter.HasWords)
        {
            batch.BatchCommands.Add(new(ByIndex));
        }

        batch.BatchCommands.Add(filter.PageCommand(after, limit + 1, EventList.CountedAtMost));
        if (!isCounted)
        {
            batch.BatchCommands.Add(filter.CountCommand(EventList.CountedAtMost));
        }

        var cities = known is { } some && filter.Now - some.At < CitiesLast ? some : null;
        if (cities is null)
        {
            batch.BatchCommands.Add(CitiesCommand(filter));
        }

        await using var reader = await batch.ExecuteReaderAsync();
        if (filter.HasWords)
        {
            await reader.NextResultAsync();
        }

        var found = 0;
        var events = EventRow.Group(await reader.Rows(row =>
        {
            if (isCounted)
            {
                found = row.GetInt32(row.FieldCount - 1);
            }

            return EventRow.Read(row, filter.Now);
        }));
        if (!isCounted)
        {
            await reader.NextResultAsync();
            found = (await reader.Rows(row => row.GetInt32(0))).Single();
        }

        if (cities is null)
        {
            await reader.NextResultAsync();
            known = cities = new(filter.Now, [.. await reader.Rows(row => row.GetString(0))]);
        }

        return (events, found, cities.Names);
    }

    // Hops through the index from one city to the next instead of reading every event, and stops when it has enough: they come in order.
    private static NpgsqlBatchCommand CitiesCommand(EventFilter filter) => filter.Command("""
        WITH RECURSIVE cities AS (
          (SELECT lower(city) AS city FROM events WHERE status <> 'draft' ORDER BY lower(city) LIMIT 1)
          UNION ALL
          SELECT (SELECT lower(e.city) FROM events e WHERE e.status <> 'draft' AND lower(e.city) > c.city ORDER BY lower(e.city) LIMIT 1)
          FROM cities c WHERE c.city IS NOT NULL)
        SELECT city FROM (SELECT next.city
        FROM cities c
        CROSS JOIN LATERAL (
          SELECT e.city FROM events e
          WHERE e.status <> 'draft' AND e.withdrawn_at IS NULL AND lower(e.city) = c.city AND e.starts_at > @earliest AND e.ends_at > @now
          ORDER BY e.starts_at, e.event_id LIMIT 1) next
        LIMIT 100) first
        ORDER BY lower(city)
        """);
}
