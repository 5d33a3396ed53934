namespace EventTicket.Bench.Engine;

/// <param name="Rounds">How often each variant is measured, 1 to 50.</param>
/// <param name="Seconds">How long each is measured, after a second of warm-up; 1 to 5.</param>
/// <param name="Only">The variants to measure, by name; null for all.</param>
/// <param name="Json">A file for the figures; null for none.</param>
/// <param name="Svg">A file for the picture; null for none.</param>
internal sealed record EngineCommand(int Rounds, int Seconds, IReadOnlyList<string>? Only, string? Json, string? Svg) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- engine [options]
          --rounds N     how often each way to take places is measured (5)
          --seconds S    how long, after a second of warm-up (3)
          --only A,B     some of the ways only, by their names
          --json FILE    write the figures to a file
          --svg FILE     draw them into a file
        """;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static EngineCommand Of(Options options) => new(
        options.Number("--rounds", 5, 50), options.Number("--seconds", 3, 5), options.Names("--only", Variants.Names), options.Text("--json"), options.Text("--svg"));

    public override async Task<int> Go()
    {
        var report = await Measure();
        return await End(Json, () => EngineFigures.Json(report), report.Violations);
    }

    /// <summary>Measures, prints and draws.</summary>
    public async Task<EngineReport> Measure()
    {
        await using var postgres = await OwnPostgres.Start();
        var diskSync = await postgres.SyncSpeed();
        var spell = new Spell(WarmUp, TimeSpan.FromSeconds(Seconds));
        var report = await new EngineRun(await postgres.NewDatabase(), Rounds, spell, Only, new Spell(WarmUp, WarmUp)).Go(Console.Out, diskSync);
        report.Print(Console.Out);
        if (Svg is not null)
        {
            await File.WriteAllTextAsync(Svg, EnginePicture.Draw(report));
        }

        return report;
    }
}
