namespace EventTicket.Bench.Door;

/// <param name="People">How many come to the door, 1 to 100,000.</param>
/// <param name="Phones">How many phones scan at the same time, 1 to 64.</param>
/// <param name="Silos">How many silos, 1 to 16.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record DoorCommand(int People, int Phones, int Silos, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- door [options]
          --people N     people who come to the door, each with a code of their own (50000)
          --phones N     phones that scan at the same time (8)
          --silos N      silos of the system (1)
          --json FILE    write the figures to a file
        """;

    public static DoorCommand Of(Options options) => new(
        options.Number("--people", 50_000, 100_000), options.Number("--phones", 8, 64), options.Number("--silos", 1, 16), options.Text("--json"));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(Silos));
        var report = await new DoorRun(stack.Target(), People, Phones).Go(Console.Out);
        report.Print(Console.Out);
        return await End(Json, report.Json, report.Violations);
    }
}
