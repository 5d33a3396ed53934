using EventTicket.Purchases;
using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Managers;

/// <summary>Questions about the people of one event. Whoever asks them has checked whose event it is.</summary>
internal sealed class AttendeeQueries(NpgsqlDataSource database)
{
    // What is looked for is found on its own, by its index, before anybody asks for the first few. OFFSET 0 keeps
    // the tickets of each person found a question of its own: PostgreSQL expects far more people than a word finds, and would read all tickets instead.
    private const string Found = """
        WITH found AS MATERIALIZED (
          SELECT k.ticket_id
          FROM (SELECT user_id FROM users WHERE @words <> '' AND person_words(name, email) @@ to_tsquery('simple', @words) AND deleted_at IS NULL) u
          CROSS JOIN LATERAL (SELECT ticket_id FROM tickets WHERE person_id = u.user_id AND event_id = @event OFFSET 0) k
          UNION
          SELECT ticket_id FROM tickets WHERE event_id = @event AND order_id BETWEEN @first AND @last AND order_id::text LIKE '%' || @end
          UNION
          SELECT ticket_id FROM tickets WHERE code = @code AND event_id = @event)
        """;

    /// <summary>Whether the event is there and of this manager.</summary>
    /// <param name="manager">Null for anybody's.</param>
    public async Task<bool> IsOf(Guid eventId, Guid? manager) => (await database.Command(
        "SELECT 1 FROM events WHERE event_id = @event AND (@anybody OR manager_id = @manager)",
        ("event", eventId), ("anybody", manager is null), ("manager", manager ?? Guid.Empty)).Rows(_ => true)).Count > 0;

    /// <summary>Tickets after a place in the list, the newest first; those of one order were issued at one time.</summary>
    public Task<List<Attendee>> After(Guid eventId, string? query, Cursor? after, int limit) => Page(eventId, query, after, limit).Rows(row => new Attendee(
        row.GetGuid(0), row.GetString(1), StoredNames.Read<TicketStatus>(row.GetString(2)), row.GetGuid(3), row.IsDBNull(4) ? null : row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.Time(6), new(row.GetInt64(7), row.GetString(8))));

    /// <summary>The question of <see cref="After"/>.</summary>
    internal NpgsqlCommand Page(Guid eventId, string? query, Cursor? after, int limit)
    {
        var looksFor = !string.IsNullOrWhiteSpace(query);
        var beyond = after is null ? "" : " AND k.issued_at <= @at AND (k.issued_at < @at OR k.ticket_id < @id)";
        // By the time of issue, an order only the index of this list has: by order, PostgreSQL may choose the index of all orders and wade
        // through everybody else's newer tickets.
        var command = database.Command($"""
            {(looksFor ? Found : "")}
            SELECT k.ticket_id, t.name, k.status, k.order_id, u.name, u.email, k.issued_at, k.price, k.currency
            FROM tickets k
            JOIN ticket_types t USING (event_id, ticket_type_id)
            LEFT JOIN users u ON u.user_id = k.person_id
            WHERE k.event_id = @event{(looksFor ? " AND k.ticket_id IN (SELECT ticket_id FROM found)" : "")}{beyond}
            ORDER BY k.issued_at DESC, k.ticket_id DESC
            LIMIT @limit
            """, ("event", eventId), ("limit", limit));
        if (after is { } place)
        {
            command.Parameters.AddWithValue("at", place.At);
            command.Parameters.AddWithValue("id", place.Id);
        }

        if (looksFor)
        {
            AddSought(command, query!);
        }

        return command;
    }

    /// <summary>How the event has sold: by hours while it is young, then by days, then by weeks, on the venue's clock.</summary>
    public async Task<SalesHistory> Sales(Guid eventId)
    {
        var (span, used, income) = (await database.Command("""
            SELECT max(hour) - min(hour),
              (SELECT count(*)::int FROM tickets WHERE event_id = @event AND status = 'used'),
              (coalesce(sum(income), 0) - (SELECT coalesce(sum(amount), 0) FROM refunds WHERE event_id = @event))::bigint
            FROM sales_by_hour WHERE event_id = @event
            """, ("event", eventId)).Rows(row => (row.Optional<TimeSpan>(0) ?? TimeSpan.Zero, row.GetInt32(1), row.GetInt64(2)))).Single();
        var (unit, step) = span switch
        {
            { TotalDays: <= 2 } => ("hour", TimeSpan.FromHours(1)),
            { TotalDays: <= 60 } => ("day", TimeSpan.FromDays(1)),
            _ => ("week", TimeSpan.FromDays(7)),
        };
        var steps = await database.Command($"""
            SELECT date_trunc('{unit}', s.hour, e.time_zone), s.ticket_type_id, sum(s.sold)::int
            FROM sales_by_hour s JOIN events e USING (event_id)
            WHERE s.event_id = @event
            GROUP BY 1, 2 ORDER BY 1, 2
            """, ("event", eventId)).Rows(row => new SalesStep(row.Time(0), row.GetGuid(1), row.GetInt32(2)));
        return new(step, [.. steps], used, income);
    }

    private static void AddSought(NpgsqlCommand command, string query)
    {
        var p = command.Parameters;
        var isNumber = OrderNumber.TryParse(query, out var number);
        p.AddWithValue("words", PersonWords.Query(query) ?? "");
        p.Add(new("first", NpgsqlDbType.Uuid) { Value = isNumber ? number!.First : DBNull.Value });
        p.Add(new("last", NpgsqlDbType.Uuid) { Value = isNumber ? number!.Last : DBNull.Value });
        p.AddWithValue("end", isNumber ? number!.End : "");
        p.AddWithValue("code", new string([.. query.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant());
    }
}
