using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Mail;

/// <summary>Looks for due mails once a second, and at once while there are any, and has a few delivered side by side.</summary>
/// <param name="channel"><c>mail</c>, <c>bulk</c> or <c>sms</c>: each has its own rounds, so that one that is slow does not hold up the other.</param>
/// <param name="carrier">Makes a carrier for one worker.</param>
/// <param name="pace">How far apart they leave at least, asked after each: mails to many take their time, so that nobody who buys waits for them.</param>
internal sealed class MailRounds(
    string channel, int workers, Func<ICarrier> carrier, Func<TimeSpan> pace, OutboxTable outbox, Postman postman, TimeProvider clock, ILogger<MailRounds> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Within the eight seconds that a silo has for its end.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(5);

    private readonly ConcurrentBag<ICarrier> idle = [];
    private readonly SemaphoreSlim free = new(workers);
    private long? lastTaken;

    /// <summary>Every worker has a mail in hand: others wait.</summary>
    public bool IsBusy => free.CurrentCount == 0;

    /// <summary>A mail was taken within the last few seconds: while people buy, their receipts are.</summary>
    public bool IsAtWork => lastTaken is { } last && Stopwatch.GetElapsedTime(last) < Lately;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hurry = new CancellationTokenSource();
        using var timer = new PeriodicTimer(Period);
        try
        {
            while (true)
            {
                await free.WaitAsync(stoppingToken);
                if (await Take() is { } mail)
                {
                    lastTaken = Stopwatch.GetTimestamp();
                    _ = Deliver(mail, hurry.Token);
                    await Task.Delay(pace(), stoppingToken);
                    continue;
                }

                free.Release();
                await Rest();
                await timer.WaitForNextTickAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is half said is said to its end: a mail cut off now might arrive twice.
            hurry.CancelAfter(Farewell);
            await EveryoneBack();
        }
    }

    private async Task<LeasedMail?> Take()
    {
        try
        {
            return await outbox.Take(channel, clock.GetUtcNow());
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Due mails could not be read; they are looked for again in a second");
            return null;
        }
    }

    private async Task Deliver(LeasedMail mail, CancellationToken hurry)
    {
        var mine = idle.TryTake(out var rested) ? rested : carrier();
        try
        {
            await postman.Deliver(mail, mine, hurry);
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
            log.LogInformation("Mail {MailId} was on its way when we stopped; it is looked at again when its lease has ended", mail.MailId);
        }
        catch (Exception e)
        {
            log.LogError(e, "Mail {MailId} could not be dealt with; it is tried again when its lease has ended", mail.MailId);
        }
        finally
        {
            idle.Add(mine);
            free.Release();
        }
    }

    private async Task Rest()
    {
        // Those on their way are not in the bag.
        for (var count = idle.Count; count > 0 && idle.TryTake(out var resting); count--)
        {
            await resting.Rest();
            idle.Add(resting);
        }
    }

    private async Task EveryoneBack()
    {
        for (var i = 0; i < workers; i++)
        {
            await free.WaitAsync(CancellationToken.None);
        }

        while (idle.TryTake(out var done))
        {
            await done.DisposeAsync();
        }
    }
}
