using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Mail;

/// <summary>Questions of admins about the outbox, and the one thing they change in it.</summary>
internal sealed class PostRoomQueries(NpgsqlDataSource database)
{
    private const int CountedTo = 1_000;

    /// <summary>Mails that were given up, after a place in the list, the newest first.</summary>
    public Task<List<UndeliveredMail>> Undelivered(Cursor? after, int limit)
    {
        var beyond = after is null ? "" : " AND o.created_at <= @at AND (o.created_at < @at OR o.mail_id > @id)";
        var command = database.Command($"""
            SELECT o.mail_id, o.content ->> '$type', coalesce(o.address, CASE o.channel WHEN 'sms' THEN u.phone ELSE u.email END), o.created_at, o.attempts, o.failure
            FROM outbox o LEFT JOIN users u ON u.user_id = o.user_id
            WHERE o.state = 'undelivered'{beyond}
            ORDER BY o.created_at DESC, o.mail_id
            LIMIT @limit
            """, ("limit", limit));
        if (after is { } place)
        {
            command.Parameters.AddWithValue("at", place.At);
            command.Parameters.AddWithValue("id", place.Id);
        }

        return command.Rows(reader => new UndeliveredMail(
            reader.GetGuid(0), Text(reader, 1) ?? "", Text(reader, 2), reader.Time(3), reader.GetInt32(4), Text(reader, 5)));
    }

    /// <summary>Puts a mail that was given up back among those that wait, and records who did it; one that waits or has left stays as it is.</summary>
    /// <returns>False when there is no such mail.</returns>
    public async Task<bool> SendAgain(Guid mailId, Guid adminId, DateTimeOffset now)
    {
        await using var command = database.Command("""
            WITH again AS (
              UPDATE outbox SET state = 'waiting', attempts = 0, next_at = @now, lease = NULL, failure = NULL, ended_at = NULL
              WHERE mail_id = @mail AND state = 'undelivered' AND content IS NOT NULL
              RETURNING mail_id),
            recorded AS (
              INSERT INTO admin_actions (at, admin_id, action, subject_id) SELECT @now, @admin, 'mail-sent-again', mail_id FROM again)
            SELECT EXISTS (SELECT FROM outbox WHERE mail_id = @mail AND state <> 'dropped')
            """, ("mail", mailId), ("admin", adminId), ("now", now));
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>How many mails have not left yet; counted to 1,000.</summary>
    public async Task<int> Waiting()
    {
        await using var command = database.Command($"SELECT count(*)::int FROM (SELECT FROM outbox WHERE state = 'waiting' LIMIT {CountedTo}) waiting");
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
