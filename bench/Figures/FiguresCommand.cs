using EventTicket.Bench.Catalogue;
using EventTicket.Bench.Engine;
using EventTicket.Bench.Growth;
using EventTicket.Bench.Http;

namespace EventTicket.Bench.Figures;

/// <summary>The runs that make the figures of the README's table, one after the other, each on a system of its own; then one table and one file.</summary>
/// <param name="Rounds">How often each way to take places, each call and each size of event is measured; 1 to 50.</param>
/// <param name="Seconds">How long each is measured, 1 to 5.</param>
/// <param name="Json">A file for the figures; null for none.</param>
/// <param name="Svg">A file for the picture of the engine; null for none.</param>
internal sealed record FiguresCommand(int Rounds, int Seconds, string? Json, string? Svg) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- figures [options]
          engine, http, growth and catalogue one after the other, half an hour in all: one table, one file
          --rounds N     how often each way to take places, each call and each size of event is measured (5)
          --seconds S    how long, after a second of warm-up (3)
          --json FILE    write the figures to a file
          --svg FILE     draw the engine's into a file
        """;

    public static FiguresCommand Of(Options options) =>
        new(options.Number("--rounds", 5, 50), options.Number("--seconds", 3, 5), options.Text("--json"), options.Text("--svg"));

    public override async Task<int> Go()
    {
        List<(string Run, string Json)> runs = [];
        List<string> violations = [];
        var engine = await new EngineCommand(Rounds, Seconds, Only: null, Json: null, Svg).Measure();
        Keep("engine", EngineFigures.Json(engine), engine.Violations);
        var http = await HttpCommand.Of(new(["http", "--rounds", $"{Rounds}", "--seconds", $"{Seconds}"])).Measure();
        Keep("http", http.Json(), http.Violations);
        var growth = await GrowthCommand.Of(new(["growth", "--rounds", $"{Rounds}"])).Measure();
        Keep("growth", growth.Json(), growth.Violations);
        var catalogue = await CatalogueCommand.Of(new(["catalogue"])).Measure();
        Keep("catalogue", catalogue.Json(), catalogue.Violations);

        var all = AllFigures.Joined(runs);
        AllFigures.Print(all, Console.Out);
        return await End(Json, () => all.ToJsonString(AllFigures.Indented), violations);

        void Keep(string run, string json, IReadOnlyList<string> wrong)
        {
            runs.Add((run, json));
            violations.AddRange(wrong.Select(one => $"{run}: {one}"));
        }
    }
}
