namespace EventTicket.Bench.OnSale;

/// <param name="Silos">How many silos, 1 to 16.</param>
/// <param name="KillSilo">Whether the silo that owns the event is killed during the rush.</param>
/// <param name="Json">A file for the figures; null for none.</param>
/// <param name="Svg">A file for the picture; null for none.</param>
internal sealed record OnSaleCommand(SaleSizes Sizes, int Silos, bool KillSilo, string? Json, string? Svg) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- onsale [options]
          --buyers N      people who ask for one place each (2000)
          --places N      places there are (500)
          --within TIME   they all come within so long: 1s, 500ms (1s)
          --connections N kept connections they share, at most 4096 (512)
          --think TIME    how long they think before they pay, from half of it to one and a half (1s)
          --silos N       silos of the system (1)
          --kill-silo     SIGKILL the silo that owns the event, during the rush
          --json FILE     write the figures to a file
          --svg FILE      draw the time line into a file
        """;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private const int MostRehearsing = 5_000;

    public static OnSaleCommand Of(Options options)
    {
        var buyers = options.Number("--buyers", 2000, 100_000);
        return new(
            new SaleSizes(
                buyers, options.Number("--places", 500, 100_000), options.Time("--within", Second, TimeSpan.FromMinutes(10)),
                options.Number("--connections", 512, 4_096), options.Time("--think", Second, TimeSpan.FromMinutes(15)), Math.Min(MostRehearsing, buyers / 2)),
            options.Number("--silos", 1, 16), options.Has("--kill-silo"), options.Text("--json"), options.Text("--svg"));
    }

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(Silos));
        var report = await new OnSaleRun(stack.Target(), Sizes, KillSilo ? stack.VictimOf : null).Go(Console.Out);
        report.Print(Console.Out);
        if (Svg is not null)
        {
            await File.WriteAllTextAsync(Svg, OnSalePicture.Draw(report));
        }

        return await End(Json, report.Json, report.Violations);
    }
}
