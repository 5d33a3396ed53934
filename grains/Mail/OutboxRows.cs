using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Mail;

/// <summary>How mails get into the outbox: as commands that belong into the transaction of the fact they tell.</summary>
internal static class OutboxRows
{
    /// <summary>Adds the mail; one about the same thing to the same person is there already and stays as it is.</summary>
    public static NpgsqlBatchCommand Insert(OutgoingMail mail, DateTimeOffset now) => new(
        """
        INSERT INTO outbox (mail_id, person, thing, user_id, address, channel, content, next_at, created_at)
        VALUES (@mail, @person, @thing, @user, @address, @channel, @content, @now, @now)
        ON CONFLICT DO NOTHING
        """)
    {
        Parameters =
        {
            new("mail", mail.MailId),
            new("person", mail.Person),
            new("thing", mail.Thing),
            new("user", NpgsqlDbType.Uuid) { Value = (object?)mail.UserId ?? DBNull.Value },
            new("address", NpgsqlDbType.Text) { Value = (object?)mail.Address ?? DBNull.Value },
            new("channel", mail.BySms ? "sms" : "mail"),
            new("content", NpgsqlDbType.Jsonb) { Value = JsonSerializer.Serialize(mail.Content, MailContent.Json) },
            new("now", now),
        },
    };

    /// <summary>
    /// A newer link replaces the older ones: mails of this kind that have not left stay unsent. Goes before
    /// <see cref="MailedToken.Forget"/>: a worker that is about to keep a token waits for this row, and then finds it dropped.
    /// </summary>
    /// <param name="kinds">Discriminators of <see cref="MailContent"/>.</param>
    public static NpgsqlBatchCommand Drop(Guid userId, IReadOnlyList<string> kinds, DateTimeOffset now) => new(
        """
        UPDATE outbox SET state = 'dropped', content = NULL, next_at = NULL, ended_at = @now
        WHERE user_id = @user AND state IN ('waiting', 'undelivered') AND content ->> '$type' = ANY (@kinds)
        """)
    {
        Parameters = { new("user", userId), new("kinds", kinds.ToArray()), new("now", now) },
    };
}
