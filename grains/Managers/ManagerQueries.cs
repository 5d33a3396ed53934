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
