namespace EventTicket.Bench.SlowBank;

/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record SlowBankCommand(string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- slowbank [--json FILE]
          holds beside payments at a bank that answers at once, and at one that takes three seconds
        """;

    public static SlowBankCommand Of(Options options) => new(options.Text("--json"));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new());
        var sandbox = stack.Processes.Processes.Single(process => process.Name == "sandbox");
        var report = await new SlowBankRun(stack.Target(), new Uri($"http://127.0.0.1:{sandbox.Ports["sandbox"]}")).Go(Console.Out);
        report.Print(Console.Out);
        return await End(Json, report.Json, report.Violations);
    }
}
