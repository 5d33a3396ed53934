using EventTicket.Queries;
using EventTicket.Users;
using Npgsql;

namespace EventTicket.Sessions;

internal sealed class PostgresSessionList(NpgsqlDataSource database) : ISessionList
{
    // The account's row is locked for the moment: whoever changes it and ends its sessions comes before, or sees this one.
    public Task<bool> Add(SessionRow row, int userVersion) => Ask.Database(async () =>
    {
        await using var command = database.Command(
            """
            INSERT INTO sessions (session_key, session_id, user_id, opened_at, seen_at, expires_at, client, address)
            SELECT @key, @id, user_id, @opened, @seen, @expires, @client, @address
            FROM (SELECT user_id FROM users WHERE user_id = @user AND version = @version FOR SHARE) account
            """,
            ("key", row.Key), ("id", row.SessionId), ("user", row.UserId), ("version", userVersion), ("opened", row.OpenedAt),
            ("seen", row.SeenAt), ("expires", row.ExpiresAt), ("client", row.From.Client), ("address", row.From.Address));
        return await command.ExecuteNonQueryAsync() == 1;
    });

    public Task<IReadOnlyList<SessionRow>> Of(Guid userId) => Ask.Database<IReadOnlyList<SessionRow>>(async () =>
        await database.Command(
            """
            SELECT session_key, session_id, user_id, opened_at, seen_at, expires_at, client, address
            FROM sessions WHERE user_id = @user AND NOT ended ORDER BY opened_at DESC, session_key
            """, ("user", userId)).Rows(row => new SessionRow(
                row.GetString(0), row.GetGuid(1), row.GetGuid(2), row.Time(3), row.Time(4), row.Time(5), new SeenFrom(row.GetString(6), row.GetString(7)))));

    public Task Seen(string key, DateTimeOffset at) => Execute(
        "UPDATE sessions SET seen_at = @at WHERE session_key = @key AND seen_at < @at", ("key", key), ("at", at));

    public Task<string?> End(Guid userId, Guid sessionId) => Ask.Database(async () =>
    {
        await using var command = database.Command(
            "UPDATE sessions SET ended = true WHERE user_id = @user AND session_id = @id RETURNING session_key", ("user", userId), ("id", sessionId));
        return (string?)await command.ExecuteScalarAsync();
    });

    public Task Remove(string key) => Execute("DELETE FROM sessions WHERE session_key = @key", ("key", key));

    public Task<IReadOnlyList<string>> ToEnd(DateTimeOffset now, int limit) => Ask.Database<IReadOnlyList<string>>(async () =>
        await database.Command(
            """
            (SELECT session_key FROM sessions WHERE ended LIMIT @limit)
            UNION (SELECT session_key FROM sessions WHERE expires_at <= @now LIMIT @limit)
            UNION (SELECT session_key FROM sessions WHERE seen_at <= @idle LIMIT @limit)
            """, ("now", now), ("idle", now - SessionTimes.Idle), ("limit", limit)).Rows(row => row.GetString(0)));

    private Task<int> Execute(string sql, params (string Name, object Value)[] parameters) => Ask.Database(async () =>
    {
        await using var command = database.Command(sql, parameters);
        return await command.ExecuteNonQueryAsync();
    });
}
