using System.Collections.Concurrent;
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

    private readonly ConcurrentDictionary<Guid, bool> waking = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Real time, whatever the clock is moved to.
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var eventId in await journal.Due(clock.GetUtcNow(), 1000))
                {
                    _ = Wake(eventId);
                }
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "The events that are due could not be read; they are looked for again in a second");
            }
        }
    }

    /// <summary>Not awaited by the watch: an event whose silo has just died answers late, and the others must not wait for it.</summary>
    private async Task Wake(Guid eventId)
    {
        if (!waking.TryAdd(eventId, true))
        {
            return;
        }

        try
        {
            await grains.Event(eventId).WakeUp();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Event {EventId} is due and could not be woken; it is tried again in a second", eventId);
        }
        finally
        {
            waking.TryRemove(eventId, out _);
        }
    }
}
