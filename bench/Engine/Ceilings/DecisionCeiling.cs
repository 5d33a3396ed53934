namespace EventTicket.Bench.Engine;

/// <summary>L2, rules: the event's own decisions called directly, one after the other, without grain, journal or SQL.</summary>
internal sealed class DecisionCeiling(string key, string says) : Variant(key, says, callers: 1)
{
    private const int Batch = 512;
    private const int MostOfAnEvent = 300_000;

    private SaleByRules? sale;
    private int decided;

    public override bool UsesDatabase => false;

    public override Task Prepare()
    {
        (sale, decided) = (new SaleByRules(), 0);
        return Task.CompletedTask;
    }

    public override ValueTask<int> Take(int caller, Acknowledged told)
    {
        if (sale is null || decided >= MostOfAnEvent)
        {
            (sale, decided) = (new SaleByRules(), 0);
        }

        for (var i = 0; i < Batch; i++)
        {
            sale.Hold();
        }

        decided += sale.State.TakeFresh().Count;
        return ValueTask.FromResult(Batch);
    }

    public override Task<IReadOnlyList<string>> Check(Acknowledged told)
    {
        var held = sale!.State.Stock.Sum(stock => stock.Held);
        var oversold = sale.State.Stock.Count(stock => stock.Free < 0);
        return Task.FromResult<IReadOnlyList<string>>(
            held == decided && oversold == 0 ? [] : [$"{held} places are held of {decided} decided holds, and {oversold} ticket types are oversold."]);
    }

    public override Task CleanUp()
    {
        sale = null;
        return Task.CompletedTask;
    }
}
