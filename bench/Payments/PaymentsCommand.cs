namespace EventTicket.Bench.Payments;

/// <param name="Orders">How many orders are paid, 1 to 20,000.</param>
/// <param name="Kills">How many processes are killed meanwhile, 1 to 1,000.</param>
/// <param name="Seed">Decides who is killed and what becomes of the webhooks.</param>
/// <param name="Silos">How many silos, 1 to 16.</param>
internal sealed record PaymentsCommand(int Orders, int Kills, int Seed, int Silos) : Command
{
    public const string Usage = """
        dotnet run -c Release --project bench -- payments [options]
          --orders N     orders that are paid, in every manner (300)
          --kills N      SIGKILLs of sandbox, web and silos meanwhile (12)
          --seed N       decides who is killed and which webhooks are lost or tripled (1)
          --silos N      silos of the system (1)
        """;

    public static PaymentsCommand Of(Options options) => new(
        options.Number("--orders", 300, 20_000), options.Number("--kills", 12, 1_000), options.Number("--seed", 1, int.MaxValue), options.Number("--silos", 1, 16));

    public override async Task<int> Go()
    {
        await using var stack = await OwnStack.Start(new(Silos, WebhookChaos: Seed));
        var wrongs = await new PaymentsRun(stack.Target(), () => stack.Processes, stack.Logs, Orders, Kills, Seed).Go(Console.Out);
        Console.WriteLine(wrongs.Count == 0 ? "\nThe books agree to the cent; nobody is stuck, and nobody was told two different things." : $"\n{wrongs.Count} things are wrong:");
        foreach (var sentence in wrongs.Take(30))
        {
            Console.WriteLine($"  {sentence}");
        }

        return wrongs.Count == 0 ? 0 : 1;
    }
}
