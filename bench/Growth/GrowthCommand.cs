using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Growth;

/// <param name="Parts">Some of <see cref="GrowthRun.Parts"/>; null for all.</param>
/// <param name="Sold">Tickets of the largest event, 1,000 to 1,000,000; the others have half, a tenth and a thousandth of it.</param>
/// <param name="Rounds">How often the holds of each event are measured, 1 to 50.</param>
/// <param name="Holds">How many are measured each time, 1 to 200,000.</param>
/// <param name="Tickets">Sold tickets whose memory is measured, 1 to 1,000,000.</param>
/// <param name="Events">How many events are on sale at once, 1 to 100,000.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record GrowthCommand(IReadOnlyList<string>? Parts, int Sold, int Rounds, int Holds, int Tickets, int Events, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- growth [options]
          --only A,B     some parts only: bytes, holds, events
          --tickets N    sold tickets whose memory is measured (100000)
          --sold N       tickets sold of the largest event whose holds are measured (1000000)
          --rounds N     how often they are (7)
          --holds N      how many holds each time (30000)
          --events N     events on sale at once (10000)
          --json FILE    write the figures to a file
        """;

    public static GrowthCommand Of(Options options) => new(
        options.Names("--only", GrowthRun.Parts), options.Number("--sold", 1_000_000, 1_000_000), options.Number("--rounds", 7, 50), options.Number("--holds", 30_000, 200_000),
        options.Number("--tickets", 100_000, 1_000_000), options.Number("--events", 10_000, 100_000), options.Text("--json"));

    public override async Task<int> Go()
    {
        var report = await Measure();
        return await End(Json, report.Json, report.Violations);
    }

    /// <summary>Measures and prints.</summary>
    public async Task<GrowthReport> Measure()
    {
        await using var postgres = await OwnPostgres.Start();
        var report = await new GrowthRun(postgres.NewDatabase, this).Go(Console.Out);
        report.Print(Console.Out);
        return report;
    }
}
