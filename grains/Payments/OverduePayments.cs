using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Payments;

/// <summary>Looks once a second for payments whose next step is overdue, because somebody died or the provider did not answer, and drives them on.</summary>
internal sealed class OverduePayments(PaymentTable table, IGrainFactory grains, TimeProvider clock, ILogger<OverduePayments> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // Few at a time: each may wait for the provider.
                var overdue = await table.Overdue(clock.GetUtcNow(), 50);
                await Task.WhenAll(overdue.Select(orderId => grains.Payment(orderId).Reconcile())).WaitAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Some payments could not be driven on; they are tried again in a second");
            }
        }
    }
}
