using EventTicket.Bench;
using EventTicket.Bench.OnSale;
using EventTicket.Bench.Payments;

if (Options.Parse(args, out var wrong) is not { } options)
{
    Console.Error.WriteLine($"{wrong}\n\n{Options.Usage}");
    return 2;
}

await using var stack = await OwnStack.Start(options);
if (options.Payments)
{
    var wrongs = await new PaymentsRun(stack.Target(), () => stack.Processes, stack.Logs, options.Orders, options.Kills, options.Seed).Go(Console.Out);
    Console.WriteLine(wrongs.Count == 0 ? "\nThe books agree to the cent; nobody is stuck, and nobody was told two different things." : $"\n{wrongs.Count} things are wrong:");
    foreach (var sentence in wrongs.Take(30))
    {
        Console.WriteLine($"  {sentence}");
    }

    return wrongs.Count == 0 ? 0 : 1;
}

var report = await new OnSaleRun(stack.Target(), options.Buyers, options.Places, options.KillSilo ? stack.VictimOf : null).Go(Console.Out);
report.Print(Console.Out);
if (options.Json is { } file)
{
    await File.WriteAllTextAsync(file, report.Json());
}

return report.Violations.Count == 0 ? 0 : 1;
