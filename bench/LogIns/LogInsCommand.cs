namespace EventTicket.Bench.LogIns;

/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record LogInsCommand(string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- logins [--json FILE]
          pages alone and beside 200 log-ins at once; known and unknown addresses, by the time an answer takes
        """;

    public static LogInsCommand Of(Options options) => new(options.Text("--json"));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(DearPasswords: true));
        var report = await new LogInRun(stack.Target()).Go(Console.Out);
        report.Print(Console.Out);
        return await End(Json, report.Json, report.Violations);
    }
}
