using EventTicket.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Payments;

/// <summary>
/// Refunds the orders of cancelled events, page by page. Each page's end is recorded, so that whoever comes after goes on from there; an
/// order that is refunded twice is refunded once, because the event decides.
/// </summary>
internal sealed class CancelledEvents(CancellationTable table, IGrainFactory grains, TimeProvider clock, ILogger<CancelledEvents> log) : BackgroundService
{
    private const int OrdersPerPage = 50;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (!stoppingToken.IsCancellationRequested && await table.Take(clock.GetUtcNow()) is var (eventId, after))
                {
                    await RefundPage(eventId, after);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The orders of a cancelled event could not be refunded; that goes on in a moment");
            }
        }
    }

    private async Task RefundPage(Guid eventId, Guid after)
    {
        var orders = await table.Orders(eventId, after, OrdersPerPage);
        if (orders.Count == 0)
        {
            await table.Finished(eventId, clock.GetUtcNow());
            log.LogInformation("The refunds of all orders of event {EventId} are decided", eventId);
            return;
        }

        var sale = grains.Event(eventId);
        var answers = await Task.WhenAll(orders.Select(sale.RefundCancelled));
        if (answers.FirstOrDefault(answer => !answer.Succeeded) is { } refused)
        {
            throw new InvalidOperationException($"Event {eventId} did not refund an order: {refused.Refusal!.Code}.");
        }

        await table.Done(eventId, orders[^1], orders.Count, clock.GetUtcNow());
    }
}
