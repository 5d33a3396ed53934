using System.Security.Cryptography;
using System.Text;
using EventTicket.Events;
using EventTicket.Mail;
using EventTicket.Managers;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Campaigns;

/// <summary>Mails that managers write to everybody with a ticket.</summary>
internal sealed class WrittenCampaigns(NpgsqlDataSource database)
{
    private const int MostInADay = 5;

    private const string Columns = "campaign_id, subject, created_at, people, finished_at IS NOT NULL";

    /// <summary>Writes the campaign; the same request again finds it. Refused: not-found (a draft), too-many-requests, idempotency-key-reused.</summary>
    public async Task<Result<MailToAttendees>> Write(WriteToAttendees request, DateTimeOffset now)
    {
        var id = IdOf(request);
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("""
            INSERT INTO campaigns (campaign_id, kind, event_id, audience, thing, content, subject, body, asked_by, fingerprint, created_at, next_at)
            SELECT @id, 'to-attendees', event_id, 'attendees', 'to-attendees ' || @id, @content, @subject, @text, @by, @fingerprint, @now, @now
            FROM events
            WHERE event_id = @event AND status <> 'draft'
              AND (SELECT count(*) FROM campaigns WHERE event_id = @event AND kind = 'to-attendees' AND created_at > @now - interval '1 day') < @most
            ON CONFLICT DO NOTHING
            """)
        {
            Parameters =
            {
                new("id", id), new("event", request.EventId), new("by", request.Caller.PersonId), new("fingerprint", request.Operation.Fingerprint), new("now", now),
                new("subject", TextRules.Trim(request.Subject)), new("text", TextRules.Trim(request.Text).ReplaceLineEndings("\n")), new("most", MostInADay),
                new("content", NpgsqlTypes.NpgsqlDbType.Jsonb) { Value = CampaignWords.Json(new ToAttendees(request.EventId, id)) },
            },
        });
        batch.BatchCommands.Add(new($"SELECT {Columns}, fingerprint FROM campaigns WHERE campaign_id = @id") { Parameters = { new("id", id) } });
        batch.BatchCommands.Add(new("SELECT status FROM events WHERE event_id = @event") { Parameters = { new("event", request.EventId) } });
        await using var reader = await batch.ExecuteReaderAsync();
        var written = (await reader.Rows(row => (Mail: Mail(row), Fingerprint: row.GetString(5)))).SingleOrDefault();
        await reader.NextResultAsync();
        var isDraft = (await reader.Rows(row => row.GetString(0))).SingleOrDefault() is null or "draft";
        return written.Mail is null ? isDraft ? Refusal.NotFound : new Refusal(RefusalCode.TooManyRequests, RetryAfter: TimeSpan.FromHours(1))
            : written.Fingerprint != request.Operation.Fingerprint ? Refusal.KeyReused
            : written.Mail;
    }

    /// <summary>The last ten of an event, the newest first.</summary>
    public Task<List<MailToAttendees>> Of(Guid eventId) => database.Command(
        $"SELECT {Columns} FROM campaigns WHERE event_id = @event AND kind = 'to-attendees' ORDER BY created_at DESC, campaign_id LIMIT 10", ("event", eventId)).Rows(Mail);

    private static MailToAttendees Mail(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1), row.Time(2), row.GetInt32(3), row.GetBoolean(4));

    private static Guid IdOf(WriteToAttendees request) => new(
        SHA256.HashData(Encoding.UTF8.GetBytes($"to-attendees {request.EventId:N} {request.Caller.PersonId:N} {request.Operation.Key}")).AsSpan(0, 16));
}
