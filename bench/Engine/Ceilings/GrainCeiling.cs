using EventTicket.Dev.Processes;
using EventTicket.Events;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventTicket.Bench.Engine;

/// <summary>L2, grain: the same calls of the same grain, whose commits are made ready and then thrown away.</summary>
internal sealed class GrainCeiling(string key, string says, int callers) : Variant(key, says, callers)
{
    private readonly NoJournal journal = new();
    private IHost silo = null!;
    private IEventGrain grain = null!;
    private BusyEvent sale = null!;

    public override bool UsesDatabase => false;

    public override async Task Prepare()
    {
        var taken = new HashSet<int>();
        var siloPort = FreePort.Choose(taken);
        taken.Add(siloPort);
        var gatewayPort = FreePort.Choose(taken);
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IEventJournal>(journal);
        builder.UseOrleans(orleans => orleans.UseLocalhostClustering(siloPort, gatewayPort, serviceId: Key, clusterId: Key));
        silo = builder.Build();
        await silo.StartAsync();

        grain = silo.Services.GetRequiredService<IGrainFactory>().Event(Guid.CreateVersion7());
        var sheet = (await grain.Draft(BusyEvent.Draft())).Value!;
        foreach (var code in BusyEvent.Codes())
        {
            await grain.KeepCode(code);
        }

        sale = new BusyEvent([.. sheet.Definition.TicketTypes.Select(type => type.TicketTypeId)]);
        journal.Forget();
    }

    public override async ValueTask<int> Take(int caller, Acknowledged told)
    {
        var answer = await grain.Hold(sale.Next());
        told.Add(answer.Succeeded ? answer.Value.OrderId : throw new InvalidOperationException($"The event refused: {answer.Refusal}"));
        return 1;
    }

    public override async Task<IReadOnlyList<string>> Check(Acknowledged told)
    {
        var stock = (await grain.Read(BusyEvent.Manager)).Value!.Stock;
        var held = stock.Sum(type => type.Held);
        return held == told.Count && journal.Facts == told.Count && stock.All(type => type.Free >= 0)
            ? []
            : [$"{held} places are held and {journal.Facts} facts were to be written; {told.Count} holds were acknowledged."];
    }

    public override async Task CleanUp()
    {
        await silo.StopAsync();
        silo.Dispose();
    }
}
