using EventTicket.Bench;
using EventTicket.Bench.OnSale;

if (Options.Parse(args, out var wrong) is not { } options)
{
    Console.Error.WriteLine($"{wrong}\n\n{Options.Usage}");
    return 2;
}

await using var stack = await OwnStack.Start(options.Silos);
var report = await new OnSaleRun(stack.Target(), options.Buyers, options.Places, options.KillSilo ? stack.VictimOf : null).Go(Console.Out);
report.Print(Console.Out);
if (options.Json is { } file)
{
    await File.WriteAllTextAsync(file, report.Json());
}

return report.Violations.Count == 0 ? 0 : 1;
