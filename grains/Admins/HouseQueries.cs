using EventTicket.Catalogue;
using EventTicket.Queries;
using EventTicket.Users;
using Npgsql;

namespace EventTicket.Admins;

/// <summary>Everybody's events and everybody with an account, as admins look for them.</summary>
internal sealed class HouseQueries(NpgsqlDataSource database, TimeProvider clock)
{
    public const char EventList = 'h';
    public const char PeopleList = 'w';

    /// <summary>Events after a place in the list, the newest first, each with the moment it was inserted.</summary>
    public Task<List<(HouseEvent Event, Cursor Place)>> Events(string? query, Cursor? after, int limit)
    {
        var words = SearchWords.Plain(query);
        // What has words is found on its own first: looking for the newest that match would read along the dates.
        var from = string.IsNullOrEmpty(words) ? "events e" : "(SELECT * FROM found) e";
        var beyond = after is null ? "" : "WHERE e.created_at <= @at AND (e.created_at < @at OR e.event_id > @id)";
        var command = database.Command($"""
            WITH found AS MATERIALIZED (SELECT * FROM events WHERE search @@ websearch_to_tsquery('simple', @words))
            SELECT e.event_id, e.title, e.status, e.starts_at, e.time_zone, e.city, e.manager_id, u.name, s.capacity, s.sold, e.withdrawn_at, e.withdrawn_reason,
                   e.ends_at, e.created_at
            FROM {from}
            LEFT JOIN users u ON u.user_id = e.manager_id
            CROSS JOIN LATERAL (
              SELECT coalesce(sum(capacity), 0)::int AS capacity, coalesce(sum(sold), 0)::int AS sold FROM stock WHERE stock.event_id = e.event_id) s
            {beyond}
            ORDER BY e.created_at DESC, e.event_id
            LIMIT @limit
            """, ("words", words ?? ""), ("limit", limit));
        AddPlace(command, after);
        var now = clock.GetUtcNow();
        return command.Rows(row => (
            new HouseEvent(
                row.GetGuid(0), row.GetString(1), StoredNames.EventStatus(row.GetString(2), row.Time(12), now), row.Time(3), row.GetString(4), row.GetString(5),
                row.GetGuid(6), row.IsDBNull(7) ? null : row.GetString(7), row.GetInt32(8), row.GetInt32(9), row.Optional<DateTimeOffset>(10),
                row.IsDBNull(11) ? null : row.GetString(11)),
            new Cursor(row.Time(13), row.GetGuid(0))));
    }

    /// <summary>People after a place in the list, the newest first.</summary>
    public Task<List<HousePerson>> People(string? query, Cursor? after, int limit)
    {
        var words = PersonWords.Query(query);
        if (words is null && !string.IsNullOrWhiteSpace(query))
        {
            return Task.FromResult<List<HousePerson>>([]);
        }

        var from = words is null ? "users u" : "(SELECT * FROM found) u";
        var beyond = after is null ? "" : " AND u.created_at <= @at AND (u.created_at < @at OR u.user_id > @id)";
        var command = database.Command($"""
            WITH found AS MATERIALIZED (SELECT * FROM users WHERE person_words(name, email) @@ to_tsquery('simple', @words) AND deleted_at IS NULL)
            SELECT u.user_id, u.email, u.name, coalesce(u.invited_to, u.office), u.active, u.email_confirmed, u.created_at
            FROM {from}
            WHERE u.deleted_at IS NULL{beyond}
            ORDER BY u.created_at DESC, u.user_id
            LIMIT @limit
            """, ("words", words ?? ""), ("limit", limit));
        AddPlace(command, after);
        return command.Rows(row => new HousePerson(
            row.GetGuid(0), row.GetString(1), row.GetString(2), StoredNames.Read<Role>(row.GetString(3)), row.GetBoolean(4), row.GetBoolean(5), row.Time(6)));
    }

    private static void AddPlace(NpgsqlCommand command, Cursor? after)
    {
        if (after is { } place)
        {
            command.Parameters.AddWithValue("at", place.At);
            command.Parameters.AddWithValue("id", place.Id);
        }
    }
}
