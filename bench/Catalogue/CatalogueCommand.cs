namespace EventTicket.Bench.Catalogue;

/// <param name="Events">How many events the catalogue has, 100 to 2,000,000.</param>
/// <param name="Rate">Questions a second, 1 to 500.</param>
/// <param name="Seconds">For how long, 1 to 600.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record CatalogueCommand(int Events, int Rate, int Seconds, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- catalogue [options]
          --events N     events in the catalogue (1000000)
          --rate R       questions a second (50)
          --seconds S    for how long (60)
          --json FILE    write the figures to a file
        """;

    public static CatalogueCommand Of(Options options) => new(
        options.Number("--events", 1_000_000, 2_000_000), options.Number("--rate", 50, 500), options.Number("--seconds", 60, 600), options.Text("--json"));

    public override async Task<int> Go()
    {
        var report = await Measure();
        return await End(Json, report.Json, report.Violations);
    }

    /// <summary>Measures and prints.</summary>
    public async Task<CatalogueReport> Measure()
    {
        await using var stack = await OwnStack.Start(new());
        var report = await new CatalogueRun(stack.Target(), Events, Rate, TimeSpan.FromSeconds(Seconds)).Go(Console.Out);
        report.Print(Console.Out);
        return report;
    }
}
