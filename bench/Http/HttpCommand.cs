using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Http;

/// <param name="Only">What to ask, by name; null for everything.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record HttpCommand(HttpSizes Sizes, int Silos, IReadOnlyList<string>? Only, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- http [options]
          --rounds N      how often each is measured (5)
          --seconds S     how long, after a second of warm-up (3)
          --connections N kept connections, one call at a time on each (128)
          --people N      accounts with a session, made before (40000)
          --rate R        so many a second, at even distances; without it each asks again as soon as it has its answer
          --only A,B      some of empty-answer, empty-call, hold, paid-order
          --silos N       silos of the system (1)
          --json FILE     write the figures to a file
        """;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    // Until what is called often is optimised.
    private static readonly TimeSpan Rehearsal = TimeSpan.FromSeconds(5);

    public static HttpCommand Of(Options options)
    {
        var seconds = options.Number("--seconds", 3, 60);
        var sizes = new HttpSizes(
            options.Number("--rounds", 5, 50), new Spell(Second, TimeSpan.FromSeconds(seconds)), options.Number("--people", 40_000, 200_000),
            options.Number("--connections", 128, 4_096), options.Number("--rate", 0, 100_000) is > 0 and var rate ? rate : null, new Spell(Second, Rehearsal));
        return new(sizes, options.Number("--silos", 1, 16), options.Names("--only", HttpRun.Names), options.Text("--json"));
    }

    public override async Task<int> Go()
    {
        var report = await Measure();
        return await End(Json, report.Json, report.Violations);
    }

    /// <summary>Measures and prints.</summary>
    public async Task<HttpReport> Measure()
    {
        await using var stack = await OwnStack.Start(new(Silos));
        var report = await new HttpRun(stack.Target(), () => stack.Processes, Sizes, Only).Go(Console.Out);
        report.Print(Console.Out);
        return report;
    }
}
