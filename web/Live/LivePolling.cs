namespace EventTicket.Web.Live;

/// <summary>The one poll of this process: five looks a second, each the same however many pages are open. Heartbeats go on beside a look that takes long.</summary>
internal sealed class LivePolling(LiveHub hub, LiveRound round, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<LivePolling> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Before the server waits for the requests that are under way: these would never end.
        using var closing = lifetime.ApplicationStopping.Register(hub.Close);
        using var ticks = new PeriodicTimer(Every, clock);
        var look = Task.CompletedTask;
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            // A look that takes long must not silence lines that somebody between would then cut.
            hub.Beat();
            if (look.IsCompleted)
            {
                look = Look(stoppingToken);
            }
        }
    }

    private async Task Look(CancellationToken stopping)
    {
        try
        {
            await round.Go();
        }
        catch (Exception failed)
        {
            // Pages keep what they know, and whoever buys is told the truth all the same: no reason to end the program.
            log.LogError(failed, "Open pages are not told what is left: {Reason}", failed.Message);
            await Task.Delay(Rest, clock, stopping);
        }
    }
}
