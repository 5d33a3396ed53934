using System.Collections.Concurrent;
using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>Carries holds to their events, those of one event together. Nothing is kept of an event that nobody asks for any more.</summary>
/// <param name="patience">Who has waited for so long is told to come back instead of being sent.</param>
internal sealed class HoldBatches(IGrainFactory grains, Edge edge, TimeProvider clock, TimeSpan patience)
{
    private readonly ConcurrentDictionary<Guid, HoldBatch> batches = [];

    /// <summary>How many events are asked for just now.</summary>
    public int Count => batches.Count;

    /// <param name="came">When it was asked for, by the clock's timestamp.</param>
    public Task<Result<TicketHold>> Hold(Guid eventId, HoldTickets request, long came)
    {
        while (true)
        {
            var batch = batches.GetOrAdd(eventId, static (id, own) => own.Begin(id), this);
            if (batch.Hold(request, came) is { } answer)
            {
                return answer;
            }

            // It is about to be taken away.
            End(eventId, batch);
        }
    }

    private HoldBatch Begin(Guid eventId) => new(grains.Event(eventId), edge, clock, patience, over: batch => End(eventId, batch));

    private void End(Guid eventId, HoldBatch batch) => batches.TryRemove(new(eventId, batch));
}
