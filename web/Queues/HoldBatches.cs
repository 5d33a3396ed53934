using System.Collections.Concurrent;
using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>Carries holds to their events, those of one event together. Nothing is kept of an event that nobody asks for any more.</summary>
internal sealed class HoldBatches(IGrainFactory grains, Edge edge)
{
    private readonly ConcurrentDictionary<Guid, HoldBatch> batches = [];

    /// <summary>How many events are asked for just now.</summary>
    public int Count => batches.Count;

    public async Task<Result<TicketHold>> Hold(Guid eventId, HoldTickets request)
    {
        while (true)
        {
            var batch = batches.GetOrAdd(eventId, static (id, own) => new HoldBatch(own.grains.Event(id), own.edge), (grains, edge));
            try
            {
                if (batch.Hold(request) is { } answer)
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
