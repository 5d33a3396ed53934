using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Events;

/// <summary>
/// Looks once a second for events for which something is due and wakes them, so that holds end also when nobody calls and
/// after their silo died. Each silo looks; waking an event twice does no harm.
/// </summary>
internal sealed class DueEvents(IEventJournal journal, IGrainFactory grains, TimeProvider clock, ILogger<DueEvents> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, whatever the clock is moved to.
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var due = await journal.Due(clock.GetUtcNow(), 1000);
                await Task.WhenAll(due.Select(eventId => grains.Event(eventId).WakeUp())).WaitAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Some events that are due could not be woken; they are tried again in a second");
            }
        }
    }
}
