using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Mail;

/// <summary>A mail that one worker has to itself until the lease ends.</summary>
/// <param name="Recipient">Where it goes; null when the account has no such address (or number).</param>
/// <param name="Name">Whose account it is; null without one, and while nobody has shown that the address is theirs: a stranger
/// could have typed it, with a name of their liking.</param>
/// <param name="Orphan">Whether the account is gone.</param>
/// <param name="Content">As JSON; null when it was forgotten.</param>
/// <param name="Attempts">This one included.</param>
internal sealed record LeasedMail(
    Guid MailId, Guid Lease, DateTimeOffset LeaseEnds, Guid? UserId, string? Recipient, string? Name, bool Orphan, string? Content, int Attempts);

/// <summary>The rows of the outbox, as the workers of all silos see them. What a worker writes counts only while its lease is its own.</summary>
internal sealed class OutboxTable(NpgsqlDataSource database)
{
    /// <summary>How long a mail is one worker's. When it dies, somebody else sends the mail then.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Takes the mail that has waited longest; null when none is due.</summary>
    /// <param name="channel"><c>mail</c>, <c>bulk</c> or <c>sms</c>.</param>
    public async Task<LeasedMail?> Take(string channel, DateTimeOffset now)
    {
        var (lease, ends) = (Guid.NewGuid(), now + Lease);
        var command = database.Command("""
            WITH due AS MATERIALIZED (
              SELECT mail_id FROM outbox
              WHERE state = 'waiting' AND next_at <= @now AND channel = @channel
              ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED),
            taken AS (
              UPDATE outbox o SET lease = @lease, next_at = @ends, attempts = o.attempts + 1
              FROM due WHERE o.mail_id = due.mail_id
              RETURNING o.mail_id, o.user_id, o.address, o.content, o.attempts)
            SELECT t.mail_id, t.user_id, coalesce(t.address, CASE @channel WHEN 'sms' THEN u.phone ELSE u.email END),
                   CASE WHEN u.email_confirmed THEN u.name END,
                   t.user_id IS NOT NULL AND (u.user_id IS NULL OR u.deleted_at IS NOT NULL), t.content, t.attempts
            FROM taken t LEFT JOIN users u ON u.user_id = t.user_id
            """, ("channel", channel), ("now", now), ("lease", lease), ("ends", ends));
        var rows = await command.Rows(reader => new LeasedMail(
            reader.GetGuid(0), lease, ends, reader.Optional<Guid>(1), Text(reader, 2), Text(reader, 3), reader.GetBoolean(4), Text(reader, 5), reader.GetInt32(6)));
        return rows.SingleOrDefault();
    }

    /// <summary>Keeps the hash of a link's token, so that the link works; false when the mail is not ours any more.</summary>
    /// <remarks>Waits for whoever drops the mail, so that the token of a dropped mail is never there after it.</remarks>
    public async Task<bool> KeepToken(LeasedMail mail, ICarriesLink content, string tokenHash, DateTimeOffset now)
    {
        await using var command = database.Command("""
            WITH ours AS (SELECT user_id, mail_id FROM outbox WHERE mail_id = @mail AND lease = @lease AND state = 'waiting' FOR UPDATE)
            INSERT INTO mailed_tokens (token_hash, user_id, purpose, mail_id, value, expires_at)
            SELECT @hash, user_id, @purpose, mail_id, @value, @expires FROM ours
            """,
            ("mail", mail.MailId), ("lease", mail.Lease), ("hash", tokenHash), ("purpose", Links.WordOf(content.Purpose)), ("expires", now + content.Life));
        command.Parameters.Add(new("value", NpgsqlDbType.Text) { Value = (object?)content.Value ?? DBNull.Value });
        return await command.ExecuteNonQueryAsync() == 1;
    }

    /// <summary>It has left, and what it said is forgotten.</summary>
    public Task Sent(LeasedMail mail, DateTimeOffset now) => End(mail, "sent", null, now);

    /// <summary>There is nobody to send it to any more.</summary>
    public Task Dropped(LeasedMail mail, DateTimeOffset now) => End(mail, "dropped", null, now);

    /// <summary>It is given up; admins see why.</summary>
    public Task Undelivered(LeasedMail mail, string failure, DateTimeOffset now) => End(mail, "undelivered", failure, now);

    /// <summary>It is tried again later.</summary>
    public Task Later(LeasedMail mail, string failure, DateTimeOffset at) => Write(
        mail, "next_at = @at, lease = NULL, failure = @failure", ("at", at), ("failure", failure));

    /// <summary>A link that certainly did not leave works no longer.</summary>
    public async Task Forget(string tokenHash)
    {
        await using var command = database.Command("DELETE FROM mailed_tokens WHERE token_hash = @hash", ("hash", tokenHash));
        await command.ExecuteNonQueryAsync();
    }

    private Task End(LeasedMail mail, string state, string? failure, DateTimeOffset now) => Write(
        mail,
        $"state = @state, content = {(state == "undelivered" ? "content" : "NULL")}, next_at = NULL, lease = NULL, failure = nullif(@failure, ''), ended_at = @now",
        ("state", state), ("failure", failure ?? ""), ("now", now));

    private async Task Write(LeasedMail mail, string change, params (string Name, object Value)[] values)
    {
        await using var command = database.Command(
            $"UPDATE outbox SET {change} WHERE mail_id = @mail AND lease = @lease AND state = 'waiting'",
            [("mail", mail.MailId), ("lease", mail.Lease), .. values]);
        await command.ExecuteNonQueryAsync();
    }

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
