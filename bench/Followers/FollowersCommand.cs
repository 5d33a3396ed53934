namespace EventTicket.Bench.Followers;

/// <param name="Followers">How many follow the category, 1 to 1,000,000.</param>
/// <param name="Silos">How many silos, 1 to 16.</param>
/// <param name="KillSilo">Whether a silo is killed while rows are written.</param>
/// <param name="Json">A file for the figures; null for none.</param>
internal sealed record FollowersCommand(int Followers, int Silos, bool KillSilo, string? Json) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- followers [options]
          --followers N  who follow the category of an event that is published (100000)
          --silos N      silos of the system (1)
          --kill-silo    SIGKILL a silo while their rows are written
          --json FILE    write the figures to a file
        """;

    // What a process may keep, however many follow.
    private const int HeapMegabytes = 384;

    private static readonly TimeSpan Spell = TimeSpan.FromSeconds(60);

    public static FollowersCommand Of(Options options) => new(
        options.Number("--followers", 100_000, 1_000_000), options.Number("--silos", 1, 16), options.Has("--kill-silo"), options.Text("--json"));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(Silos, HeapMegabytes: HeapMegabytes));
        var report = await new FollowersRun(stack.Target(), () => stack.Processes, stack.Mails, Followers, Spell, KillSilo ? () => stack.Kill("silo-1") : null).Go(Console.Out);
        report.Print(Console.Out);
        Console.WriteLine($"                           (no process may keep more than {HeapMegabytes} MB of objects; one that needs more ends)");
        return await End(Json, report.Json, report.Violations);
    }
}
