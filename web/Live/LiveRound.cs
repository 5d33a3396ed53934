using System.Collections.Immutable;
using EventTicket.Catalogue;

namespace EventTicket.Web.Live;

/// <summary>One look at what is left of everything that somebody watches from this process, however many watch it.</summary>
/// <param name="ask">What is left of these events; those that nobody may see are missing in the answer.</param>
/// <param name="forget">Makes this process read the event's page anew, before anybody who is told can ask for it.</param>
internal sealed class LiveRound(LiveHub hub, Func<ImmutableArray<Guid>, Task<Result<ImmutableArray<EventPlaces>>>> ask, Action<Guid> forget)
{
    /// <summary>So many events in one question.</summary>
    public const int Together = 500;

    // An event that was told of rests for one look: what goes to and fro at a border is not worth thousands of messages each time.
    private HashSet<Guid> told = [];

    /// <summary>Asks, and tells who watches what has changed. While nobody watches, nobody is asked; without an answer pages keep what they know.</summary>
    public async Task Go()
    {
        var resting = told;
        told = [];
        foreach (var some in hub.Watched.Where(eventId => !resting.Contains(eventId)).Chunk(Together))
        {
            if (await ask([.. some]) is { Succeeded: true, Value: var answer })
            {
                await Tell(some, answer.ToDictionary(places => places.EventId));
            }
        }
    }

    private async Task Tell(Guid[] asked, Dictionary<Guid, EventPlaces> found)
    {
        foreach (var eventId in asked)
        {
            var state = found.TryGetValue(eventId, out var places) ? LiveAnswer.Of(places) : LiveAnswer.Withdrawn(eventId);
            if (await hub.Tell(eventId, state.Message(), forget))
            {
                told.Add(eventId);
            }
        }
    }
}
