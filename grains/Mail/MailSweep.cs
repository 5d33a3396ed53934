using EventTicket.Queries;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace EventTicket.Mail;

/// <summary>Forgets mails that have long left and links that have expired, a thousand rows at a time. What was given up stays until an admin has dealt with it.</summary>
internal sealed class MailSweep(NpgsqlDataSource database, TimeProvider clock, ILogger<MailSweep> log) : BackgroundService
{
    /// <summary>How long the outbox remembers that a mail has left, and so that it need not be sent again.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(90);

    private const int Step = 1_000;
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Takes away what is due, until nothing is.</summary>
    public async Task Sweep(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await Delete("outbox", "mail_id", "ended_at < @at AND state IN ('sent', 'dropped')", now - Remembered, stop);
        await Delete("mailed_tokens", "token_hash", "expires_at <= @at", now, stop);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Sweep(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Old mails could not be taken away; it is tried again in a minute");
            }
        }
    }

    // In small steps, past rows that another silo is at: nobody waits for it.
    private async Task Delete(string table, string key, string old, DateTimeOffset at, CancellationToken stop)
    {
        int gone;
        do
        {
            await using var command = database.Command(
                $"DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {old} LIMIT {Step} FOR UPDATE SKIP LOCKED)", ("at", at));
            gone = await command.ExecuteNonQueryAsync(stop);
        }
        while (gone == Step);
    }
}
