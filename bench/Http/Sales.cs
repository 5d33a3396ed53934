using EventTicket.Bench.Lines;
using EventTicket.Bench.OnSale;

namespace EventTicket.Bench.Http;

/// <summary>Events in a row, one on sale at a time: everybody takes a place of it once, then comes the next.</summary>
internal sealed class Sales(Gateway gateway, Target target, IReadOnlyList<SignedIn> people)
{
    // More than can be taken in a spell, of the shortest list of people.
    private const int Events = 6;

    private readonly byte[][] heads = [.. people.Select(person => Requests.PostHead("/purchase/tickets", person.Token, "hold", Requests.OnePlace(Guid.Empty, Guid.Empty).Length))];
    private readonly List<byte[]> bodies = [];
    private int next;

    /// <summary>The events, in the order in which they are on sale.</summary>
    public List<Guid> Ids { get; } = [];

    public async Task Open()
    {
        next = -1;
        Ids.Clear();
        bodies.Clear();
        for (var i = 0; i < Events; i++)
        {
            var (eventId, ticketTypeId) = await Preparation.Event(gateway, target, places: 1_000_000);
            Ids.Add(eventId);
            bodies.Add(Requests.OnePlace(eventId, ticketTypeId));
        }
    }

    /// <summary>Who is next, and what they send to hold a place.</summary>
    /// <exception cref="InvalidOperationException">Everybody has a place of every event.</exception>
    public (int Person, byte[] Head, byte[] Body) Next()
    {
        var (sale, person) = Math.DivRem(Interlocked.Increment(ref next), people.Count);
        return sale < bodies.Count
            ? (person, heads[person], bodies[sale])
            : throw new InvalidOperationException($"{people.Count} people are too few for so long: everybody has a place of each of {Events} events.");
    }
}
