using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

/// <summary>An event and how one speaks to it.</summary>
internal sealed record EventOnSale(IEventGrain Grain, Caller Manager, IReadOnlyList<Guid> Types)
{
    public Guid EventId => Grain.GetPrimaryKey();

    public Task<Result<TicketHold>> Hold(int standing = 1, Guid? person = null, Operation? operation = null) =>
        Grain.Hold(new HoldTickets(operation ?? new(Guid.NewGuid().ToString(), "asked"), person ?? Guid.NewGuid(), [new(Types[0], standing)]));

    /// <summary>The stock of standing places.</summary>
    public async Task<TypeStock> Stock() => (await Grain.Read(Manager)).Granted().Stock[0];
}
