using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Payments;

/// <summary>Asks the provider once a minute for refunds and disputes whose webhook never came: nobody may notice otherwise that money is gone.</summary>
internal sealed class MissedProviderEvents(IGrainFactory grains, TimeProvider clock, ILogger<MissedProviderEvents> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // As long as the provider goes on sending a webhook that nobody takes.
    private static readonly TimeSpan AtFirst = TimeSpan.FromDays(3);
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var since = clock.GetUtcNow() - AtFirst;
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var now = clock.GetUtcNow();
                await grains.ProviderEvents().LookForMissed(since).WaitAsync(stoppingToken);
                since = now - Overlap;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The provider did not tell which refunds and disputes there are; it is asked again in a minute");
            }
        }
    }
}
