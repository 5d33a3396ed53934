using EventTicket.Events;
using Orleans.Core.Internal;

namespace EventTicket.Bench.Engine;

/// <summary>(d) Our own event: its grain, its journal, one commit for whoever asked meanwhile.</summary>
/// <param name="grains">How it is called: from within its process or over TCP.</param>
internal sealed class EventVariant(string key, string says, int callers, Database database, IGrainFactory grains) : Variant(key, says, callers)
{
    private IEventGrain grain = null!;
    private BusyEvent sale = null!;

    public override async Task Prepare()
    {
        grain = grains.Event(Guid.CreateVersion7());
        var sheet = Granted(await grain.Draft(BusyEvent.Draft()));
        foreach (var code in BusyEvent.Codes())
        {
            Granted(await grain.KeepCode(code));
        }

        sale = new BusyEvent([.. sheet.Definition.TicketTypes.Select(type => type.TicketTypeId)]);
    }

    public override async ValueTask<int> Take(int caller, Acknowledged told)
    {
        told.Add(Granted(await grain.Hold(sale.Next())).OrderId);
        return 1;
    }

    public override Task<IReadOnlyList<string>> Check(Acknowledged told) => EventChecks.All(database.Source, grain.GetPrimaryKey(), told);

    public override async Task CleanUp()
    {
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await EventChecks.Forget(database.Source);
    }

    private static T Granted<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The event refused: {result.Refusal}");
}
