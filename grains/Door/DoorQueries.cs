using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Door;

/// <summary>A ticket as the door finds it; its event decides.</summary>
/// <param name="Keeper">Who keeps the door: a person, or a link.</param>
/// <param name="Ticket">Null when no ticket has the code.</param>
internal sealed record FoundCode(Guid EventId, Guid Keeper, FoundTicket? Ticket);

/// <param name="EventId">Whose ticket it is: not always the event whose door it is.</param>
internal sealed record FoundTicket(Guid TicketId, Guid OrderId, Guid EventId);

/// <summary>What the door asks of PostgreSQL. Each question begins with who asks, so that one look tells whether they may and what they want.</summary>
internal sealed class DoorQueries(NpgsqlDataSource database)
{
    private const int LastShown = 10;

    // A link ends a day after its event.
    private const string Door = """
        WITH door AS (
          SELECT e.event_id, @person AS keeper, NULL AS by_link, e.title, e.time_zone, e.status, e.ends_at
          FROM events e WHERE @hash IS NULL AND e.event_id = @event AND (@admin OR e.manager_id = @person)
          UNION ALL
          SELECT e.event_id, l.link_id, l.name, e.title, e.time_zone, e.status, e.ends_at
          FROM door_links l JOIN events e USING (event_id)
          WHERE l.secret_hash = @hash AND l.revoked_at IS NULL AND e.ends_at > @now - interval '1 day')
        """;

    /// <summary>The ticket with a code; null when the door is not theirs.</summary>
    public Task<FoundCode?> Find(DoorKey key, string code, DateTimeOffset now) => Find(key, "k.code = @wanted", code, now);

    /// <summary>The ticket with an id; null when the door is not theirs.</summary>
    public Task<FoundCode?> Find(DoorKey key, Guid ticketId, DateTimeOffset now) => Find(key, "k.ticket_id = @wanted", ticketId, now);

    /// <summary>Null when the door is not theirs.</summary>
    public async Task<DoorView?> Look(DoorKey key, DateTimeOffset now)
    {
        var doors = await Ask(key, now, """
            SELECT d.event_id, d.title, d.time_zone, d.status, d.ends_at, d.by_link,
              (SELECT coalesce(sum(s.sold), 0)::int FROM stock s WHERE s.event_id = d.event_id),
              (SELECT count(*)::int FROM tickets k WHERE k.event_id = d.event_id AND k.status = 'used')
            FROM door d
            """).Rows(row => new DoorView(
                row.GetGuid(0), row.GetString(1), row.GetString(2), StoredNames.EventStatus(row.GetString(3), row.Time(4), now),
                row.GetInt32(6), row.GetInt32(7), [], row.IsDBNull(5) ? null : row.GetString(5)));
        return doors is [var door] ? door with { Last = [.. await Last(door.EventId)] } : null;
    }

    /// <summary>Whether the person is the event's manager, or an admin.</summary>
    public async Task<bool> IsManagers(Caller caller, Guid eventId, DateTimeOffset now) =>
        (await Ask(DoorKey.Of(caller, eventId), now, "SELECT d.event_id FROM door d").Rows(row => row.GetGuid(0))).Count > 0;

    private async Task<FoundCode?> Find(DoorKey key, string which, object wanted, DateTimeOffset now)
    {
        var command = Ask(key, now, $"SELECT d.event_id, d.keeper, k.ticket_id, k.order_id, k.event_id FROM door d LEFT JOIN tickets k ON {which}");
        command.Parameters.AddWithValue("wanted", wanted);
        var found = await command.Rows(row => new FoundCode(
            row.GetGuid(0), row.GetGuid(1), row.IsDBNull(2) ? null : new FoundTicket(row.GetGuid(2), row.GetGuid(3), row.GetGuid(4))));
        return found.SingleOrDefault();
    }

    private Task<List<DoorEntry>> Last(Guid eventId) => database.Command(
        $"""
        SELECT k.ticket_id, t.name, right(k.code, 4), k.used_at, k.used_gate
        FROM tickets k JOIN ticket_types t USING (event_id, ticket_type_id)
        WHERE k.event_id = @event AND k.status = 'used' ORDER BY k.used_at DESC LIMIT {LastShown}
        """, ("event", eventId)).Rows(row => new DoorEntry(row.GetGuid(0), row.GetString(1), row.GetString(2), row.Time(3), row.IsDBNull(4) ? null : row.GetString(4)));

    private NpgsqlCommand Ask(DoorKey key, DateTimeOffset now, string question)
    {
        var command = database.Command($"{Door} {question}",
            ("person", key.Caller?.PersonId ?? Guid.Empty), ("admin", key.Caller?.Role == Role.Admin), ("event", key.EventId ?? Guid.Empty), ("now", now));
        command.Parameters.Add(new("hash", NpgsqlDbType.Text) { Value = key.Token is { } token ? DoorSecret.HashOf(token) : DBNull.Value });
        return command;
    }
}
