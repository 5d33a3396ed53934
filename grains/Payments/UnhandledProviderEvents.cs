using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Payments;

/// <summary>Looks every few seconds for webhooks that were kept and not handled, because somebody died in between.</summary>
internal sealed class UnhandledProviderEvents(IGrainFactory grains, ILogger<UnhandledProviderEvents> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await grains.ProviderEvents().HandleOverdue().WaitAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Some webhooks could not be handled; they are tried again in a moment");
            }
        }
    }
}
