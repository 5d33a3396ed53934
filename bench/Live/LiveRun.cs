using EventTicket.Bench.OnSale;
using EventTicket.Dev;

namespace EventTicket.Bench.Live;

/// <summary>Opens pages of one event, lets it sell out and come back, and looks how long it took until each page said so.</summary>
/// <param name="processes">Who runs now: the web's memory and processor time are read.</param>
/// <param name="spell">How long questions to the database are counted; zero for not at all.</param>
internal sealed class LiveRun(Target target, Func<RunFile> processes, int pages, int rounds, TimeSpan spell)
{
    // What is counted is late by up to a second at both ends.
    private const double Blur = 1.5;

    private readonly WebProcess web = new(processes);

    public async Task<LiveReport> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        var buyers = await TwoBuyers.Prepare(gateway, target);
        using (var rehearsal = new OpenPages(target.Gateway, buyers.EventId))
        {
            await rehearsal.Open(Math.Min(pages, 100));
            await Round(rehearsal, buyers, []);
        }

        var questions = new List<double>();
        await progress.WriteLineAsync("No page is open");
        await Count(questions);
        var before = await Memory();
        using var open = new OpenPages(target.Gateway, buyers.EventId);
        await open.Open(1);
        await progress.WriteLineAsync("One page is open");
        await Count(questions);
        await open.Open(pages - 1);
        await progress.WriteLineAsync($"{pages} pages are open");
        await Count(questions);
        var after = await Memory();

        List<LiveChange> changes = [];
        var processor = web.Processor();
        for (var round = 1; round <= rounds; round++)
        {
            await progress.WriteLineAsync($"Sold out and back, round {round}");
            await Round(open, buyers, changes);
        }

        return new(pages, changes, questions, before, after, web.Processor() - processor, Violations(open, changes, questions));
    }

    private static async Task Round(OpenPages open, TwoBuyers buyers, List<LiveChange> changes)
    {
        foreach (var (level, make) in new (string, Func<Task>)[] { ("few", buyers.Hold), ("none", buyers.Hold), ("few", buyers.GiveBack), ("many", buyers.GiveBack) })
        {
            changes.Add(new(level, await open.Tell(level, make)));
        }
    }

    private async Task Count(List<double> questions)
    {
        if (spell > TimeSpan.Zero)
        {
            questions.Add(await new StockScans(target, spell).PerSecond());
        }
    }

    private List<string> Violations(OpenPages open, List<LiveChange> changes, List<double> questions)
    {
        List<string> wrong = [.. open.Wrong("many").Take(20)];
        wrong.AddRange(changes.Where(change => change.Times.Count != pages).Select(change => $"{change.Times.Count} pages of {pages} were told that {change.Level} are left."));
        if (questions is [var none, var one, var all])
        {
            if (none > 1)
            {
                wrong.Add($"The stock is read {none:F1} times a second while nobody looks.");
            }

            if (one == 0 || all > (one * Blur) + 1)
            {
                wrong.Add($"The stock is read {one:F1} times a second for one page and {all:F1} times for {pages}.");
            }
        }

        return wrong;
    }

    // Once what is only just freed is gone.
    private async Task<long> Memory()
    {
        await Task.Delay(TimeSpan.FromSeconds(Math.Min(2, spell.TotalSeconds)));
        return web.Memory();
    }
}
