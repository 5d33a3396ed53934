namespace EventTicket.Bench.OnSale;

/// <param name="Buyers">How many people want a place, 1 to 20,000.</param>
/// <param name="Places">How many places there are, 1 to 20,000.</param>
/// <param name="Silos">How many silos, 1 to 16.</param>
/// <param name="KillSilo">Whether the silo that owns the event is killed during the rush.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record OnSaleCommand(int Buyers, int Places, int Silos, bool KillSilo, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- onsale [options]
          --buyers N     people who ask for one place each, all at once (2000)
          --places N     places there are (500)
          --silos N      silos of the system (1)
          --kill-silo    SIGKILL the silo that owns the event, during the rush
          --json FILE    write the figures to a file
        """;

    public static OnSaleCommand Of(Options options) => new(
        options.Number("--buyers", 2000, 20_000), options.Number("--places", 500, 20_000), options.Number("--silos", 1, 16), options.Has("--kill-silo"), options.Text("--json"));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(Silos));
        var report = await new OnSaleRun(stack.Target(), Buyers, Places, KillSilo ? stack.VictimOf : null).Go(Console.Out);
        report.Print(Console.Out);
        return await End(Json, report.Json, report.Violations);
    }
}
