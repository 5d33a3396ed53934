using Orleans.Core.Internal;

namespace EventTicket.Bench.Engine;

/// <summary>(c) A grain that saves its whole state with each hold, in Orleans' own storage.</summary>
/// <param name="holds">How many holds the state has all the time.</param>
internal sealed class NaiveVariant(string key, string says, int callers, Database database, IGrainFactory grains, int holds) : Variant(key, says, callers)
{
    private INaiveSaleGrain grain = null!;

    public override Task Prepare()
    {
        grain = grains.GetGrain<INaiveSaleGrain>(Guid.CreateVersion7());
        return grain.Open(holds);
    }

    public override async ValueTask<int> Take(int caller, Acknowledged told)
    {
        told.Add(await grain.Hold(Buyers.Next(), Buyers.NextKey()));
        return 1;
    }

    /// <summary>By what was saved, not by what the grain remembers.</summary>
    public override async Task<IReadOnlyList<string>> Check(Acknowledged told)
    {
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        var (held, left) = await grain.Read();
        var acknowledged = told.Ids.ToArray().ToHashSet();
        var expected = Math.Min(holds, told.Count);
        var found = left.Distinct().Count(acknowledged.Contains);
        return
        [
            .. held == holds + told.Count ? Array.Empty<string>() : [$"{held - holds} places are held, and {told.Count} holds were acknowledged."],
            .. found == expected ? Array.Empty<string>() : [$"{found} of the last {expected} acknowledged holds are in the state."],
        ];
    }

    public override async Task CleanUp()
    {
        await grain.AsReference<IGrainManagementExtension>().DeactivateOnIdle();
        await database.Source.Do("TRUNCATE grain_state");
    }
}
