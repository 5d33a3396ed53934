namespace EventTicket.Bench.Live;

/// <param name="Pages">How many pages are open, 1 to 15,000.</param>
/// <param name="Rounds">How often the level goes down to nothing and up again, 1 to 100: four changes each.</param>
/// <param name="Seconds">How long questions are counted, three times; 1 to 600.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record LiveCommand(int Pages, int Rounds, int Seconds, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- live [options]
          --pages N      pages of one event that are open at the same time (10000)
          --rounds N     how often the event sells out and places come back, four changes each (5)
          --seconds S    how long the questions to the database are counted, with no page, one and all of them (10)
          --json FILE    write the figures to a file
        """;

    public static LiveCommand Of(Options options) => new(
        options.Number("--pages", 10_000, 15_000), options.Number("--rounds", 5, 100), options.Number("--seconds", 10, 600), options.Text("--json"));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(OpenPages: Pages + 1));
        var report = await new LiveRun(stack.Target(), () => stack.Processes, Pages, Rounds, TimeSpan.FromSeconds(Seconds)).Go(Console.Out);
        report.Print(Console.Out);
        return await End(Json, report.Json, report.Violations);
    }
}
