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
    public async Task<Result<TicketHold>> Hold(Guid eventId, HoldTickets request, long came)
    {
        while (true)
        {
            var batch = batches.GetOrAdd(eventId, static (id, own) => new HoldBatch(own.grains.Event(id), own.edge, own.clock, own.patience), (grains, edge, clock, patience));
            try
            {
                if (batch.Hold(request, came) is { } answer)
                {
                    return await answer;
                }
            }
            finally
            {
                if (batch.IsOver)
                {
                    batches.TryRemove(new(eventId, batch));
                }
            }
        }
    }
}
