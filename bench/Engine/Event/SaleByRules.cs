using EventTicket.Events;

namespace EventTicket.Bench.Engine;

/// <summary>The busy event as its rules alone know it: no grain, no journal.</summary>
internal sealed class SaleByRules
{
    private readonly BusyEvent sale;

    public SaleByRules()
    {
        var now = Now();
        var sheet = State.Draft(BusyEvent.Draft(), now).Value!;
        foreach (var code in BusyEvent.Codes())
        {
            State.KeepCode(code, now);
        }

        State.TakeFresh();
        sale = new BusyEvent([.. sheet.Definition.TicketTypes.Select(type => type.TicketTypeId)]);
    }

    public EventState State { get; } = new(Guid.CreateVersion7());

    /// <summary>What the grain does with a request before it waits for the commit.</summary>
    /// <exception cref="InvalidOperationException">A place was refused, though there are enough.</exception>
    public void Hold()
    {
        var now = Now();
        State.EndDue(now);
        if (State.Hold(sale.Next(), now) is { Succeeded: false } refused)
        {
            throw new InvalidOperationException($"The rules refused: {refused.Refusal}");
        }
    }

    private static DateTimeOffset Now() => TimeProvider.System.GetUtcNow();
}
