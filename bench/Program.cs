using EventTicket.Bench;
using EventTicket.Bench.Door;
using EventTicket.Bench.Followers;
using EventTicket.Bench.LogIns;
using EventTicket.Bench.OnSale;
using EventTicket.Bench.Payments;
using EventTicket.Bench.SlowBank;

if (Options.Parse(args, out var wrong) is not { } options)
{
    Console.Error.WriteLine($"{wrong}\n\n{Options.Usage}");
    return 2;
}

await using var stack = await OwnStack.Start(options);
return options.Followers is { } followers ? await Followers(followers) : options.Door ? await Door() : options.Payments ? await Payments() : options.SlowBank ? await SlowBank() : options.LogIns ? await LogIns() : await OnSale();

async Task<int> Payments()
{
    var wrongs = await new PaymentsRun(stack.Target(), () => stack.Processes, stack.Logs, options.Orders, options.Kills, options.Seed).Go(Console.Out);
    Console.WriteLine(wrongs.Count == 0 ? "\nThe books agree to the cent; nobody is stuck, and nobody was told two different things." : $"\n{wrongs.Count} things are wrong:");
    foreach (var sentence in wrongs.Take(30))
    {
        Console.WriteLine($"  {sentence}");
    }

    return wrongs.Count == 0 ? 0 : 1;
}

async Task<int> Door()
{
    var report = await new DoorRun(stack.Target(), options.People, options.Phones).Go(Console.Out);
    report.Print(Console.Out);
    return await End(report.Json, report.Violations);
}

async Task<int> SlowBank()
{
    var sandbox = stack.Processes.Processes.Single(process => process.Name == "sandbox");
    var report = await new SlowBankRun(stack.Target(), new Uri($"http://127.0.0.1:{sandbox.Ports["sandbox"]}")).Go(Console.Out);
    report.Print(Console.Out);
    return await End(report.Json, report.Violations);
}

async Task<int> LogIns()
{
    var report = await new LogInRun(stack.Target()).Go(Console.Out);
    report.Print(Console.Out);
    return await End(report.Json, report.Violations);
}

async Task<int> Followers(int count)
{
    var spell = TimeSpan.FromSeconds(20);
    var report = await new FollowersRun(stack.Target(), () => stack.Processes, stack.Mails, count, spell, options.KillSilo ? () => stack.Kill("silo-1") : null).Go(Console.Out);
    report.Print(Console.Out);
    return await End(report.Json, report.Violations);
}

async Task<int> OnSale()
{
    var report = await new OnSaleRun(stack.Target(), options.Buyers, options.Places, options.KillSilo ? stack.VictimOf : null).Go(Console.Out);
    report.Print(Console.Out);
    return await End(report.Json, report.Violations);
}

async Task<int> End(Func<string> json, IReadOnlyList<string> violations)
{
    if (options.Json is { } file)
    {
        await File.WriteAllTextAsync(file, json());
    }

    return violations.Count == 0 ? 0 : 1;
}
