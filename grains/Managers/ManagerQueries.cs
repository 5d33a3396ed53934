using EventTicket.Admins;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Managers;

/// <summary>Questions about one manager's events.</summary>
internal sealed class ManagerQueries(NpgsqlDataSource database)
{
    public async Task<bool> EventExists(Guid eventId) =>
        (await database.Command("SELECT 1 FROM events WHERE event_id = @id", ("id", eventId)).Rows(_ => true)).Count > 0;

    /// <summary>The manager's events after a place in the list, the newest first, each with the moment it was inserted.</summary>
    public Task<List<(ProposedEvent Event, Cursor Place)>> Events(Guid manager, Cursor? after, int limit, DateTimeOffset now)
    {
        var beyond = after is null ? "" : " AND e.created_at <= @at AND (e.created_at < @at OR e.event_id > @id)";
        var command = database.Command($"""
            SELECT e.event_id, e.title, e.status, e.starts_at, e.ends_at, e.time_zone, e.city, e.created_at, s.capacity, s.held, s.booked, s.sold
            FROM events e
            CROSS JOIN LATERAL (
              SELECT coalesce(sum(capacity), 0)::int AS capacity, coalesce(sum(held), 0)::int AS held,
                     coalesce(sum(booked), 0)::int AS booked, coalesce(sum(sold), 0)::int AS sold
              FROM stock WHERE stock.event_id = e.event_id) s
            WHERE e.manager_id = @manager{beyond}
            ORDER BY e.created_at DESC, e.event_id
            LIMIT @limit
            """, ("manager", manager), ("limit", limit));
        if (after is { } place)
        {
            command.Parameters.AddWithValue("at", place.At);
            command.Parameters.AddWithValue("id", place.Id);
        }

        return command.Rows(reader => Read(reader, now));
    }

    /// <summary>The manager with all their events together; null when this person is no manager and never was.</summary>
    public async Task<ManagerProfile?> Profile(Guid manager, DateTimeOffset now) =>
        (await database.Command(
            """
            SELECT u.user_id, u.name, u.email, u.office, u.active, coalesce(u.office_since, u.created_at),
                   count(DISTINCT e.event_id)::int, (count(DISTINCT e.event_id) FILTER (WHERE e.status = 'published' AND e.ends_at > @now))::int,
                   coalesce(sum(s.capacity), 0)::bigint, coalesce(sum(s.sold), 0)::bigint
            FROM users u LEFT JOIN events e ON e.manager_id = u.user_id LEFT JOIN stock s ON s.event_id = e.event_id
            WHERE u.user_id = @manager AND u.office <> 'user' AND u.deleted_at IS NULL
            GROUP BY u.user_id
            """, ("manager", manager), ("now", now))
            .Rows(row => new ManagerProfile(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetBoolean(4) ? StoredNames.Read<Role>(row.GetString(3)) : Role.User, row.GetBoolean(4),
                row.Time(5), row.GetInt32(6), row.GetInt32(7), row.GetInt64(8), row.GetInt64(9)))).SingleOrDefault();

    /// <summary>Notes that an admin inserted an event for somebody else.</summary>
    public async Task<int> RecordInsertion(Guid adminId, Guid eventId, Operation operation, DateTimeOffset now)
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(AdminRecord.Insert(new(adminId, "event-inserted", eventId, operation), now));
        return await batch.ExecuteNonQueryAsync();
    }

    private static (ProposedEvent Event, Cursor Place) Read(NpgsqlDataReader reader, DateTimeOffset now)
    {
        var (capacity, held, booked, sold) = (reader.GetInt32(8), reader.GetInt32(9), reader.GetInt32(10), reader.GetInt32(11));
        return (
            new(
                reader.GetGuid(0), reader.GetString(1), StoredNames.EventStatus(reader.GetString(2), reader.Time(4), now), reader.Time(3),
                reader.GetString(5), reader.GetString(6), capacity, held, booked, sold, capacity - held - booked - sold),
            new(reader.Time(7), reader.GetGuid(0)));
    }
}
