using System.Collections.Immutable;
using EventTicket.Bench.Engine;
using EventTicket.Events;

namespace EventTicket.Bench.Growth;

/// <summary>Sells tickets of an event by its rules alone: each order is another person's, is held, paid for, has its tickets and is settled.</summary>
/// <param name="state">A published event of <see cref="BusyEvent"/>.</param>
/// <param name="at">When the first order is held; each of the others comes a microsecond later.</param>
internal sealed class SoldTickets(EventState state, DateTimeOffset at)
{
    // An event may have a million places. Here it has more, so that a million can be sold and there is something left to measure with.
    private const int RoomOfAType = 2_000_000;

    public static readonly int[] Mixed = [1, 2, 4, 2, 1];

    /// <summary>A published event without a journal.</summary>
    public static EventState Published(DateTimeOffset now)
    {
        var state = new EventState(Guid.CreateVersion7());
        state.Draft(BusyEvent.Draft(), now);
        foreach (var code in BusyEvent.Codes())
        {
            state.KeepCode(code, now);
        }

        return state;
    }

    /// <summary>The facts that make so many sold tickets, as the journal has them; the state has applied each that was answered.</summary>
    /// <param name="tickets">At most one order more.</param>
    /// <param name="sizes">How many tickets each order has, in turn: 1, 2 or 4. Four are two of one type and two of the next.</param>
    public IEnumerable<Fact> Sell(int tickets, IReadOnlyList<int> sizes)
    {
        var roomy = new Changed(at, state.Definition! with { TicketTypes = [.. state.Definition.TicketTypes.Select(type => type with { Capacity = RoomOfAType })] }, null);
        state.Apply(roomy);
        yield return roomy;
        var types = state.Definition.TicketTypes.Select(type => type.TicketTypeId).ToArray();
        for (int order = 0, sold = 0; sold < tickets; sold += sizes[order % sizes.Count], order++)
        {
            Sell(sizes[order % sizes.Count], types[order % types.Length], types[(order + 1) % types.Length], at.AddMicroseconds(order));
            foreach (var fact in state.TakeFresh())
            {
                yield return fact;
            }
        }
    }

    private void Sell(int size, Guid type, Guid next, DateTimeOffset now)
    {
        ImmutableArray<HoldItem> items = size < 4 ? [new(type, size)] : [new(type, size / 2), new(next, size - (size / 2))];
        var person = Buyers.Next();
        state.EndDue(now);
        var held = state.Hold(new HoldTickets(new(Buyers.NextKey(), BusyEvent.Fingerprint((byte)size)), person, items), now);
        if (!held.Succeeded)
        {
            throw new InvalidOperationException($"The rules refused: {held.Refusal}");
        }

        state.StartPayment(new(held.Value.OrderId, person, Attempt: 1), now);
        state.Decide(new(held.Value.OrderId, Attempt: 1), now);
        state.Settle(new(held.Value.OrderId, Attempt: 1), now);
    }
}
