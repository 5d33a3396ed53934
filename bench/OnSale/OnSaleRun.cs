using System.Diagnostics;

namespace EventTicket.Bench.OnSale;

/// <summary>More people than places, all in the same second; then everybody who got one pays.</summary>
/// <param name="victim">Finds the silo that owns the event, to be killed in the middle of it; null to let it live.</param>
internal sealed class OnSaleRun(Target target, int buyers, int places, Func<Guid, Task<Victim>>? victim = null)
{
    public async Task<Report> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        await progress.WriteLineAsync($"Preparing: an event with {places} places, {buyers} accounts");
        var (eventId, ticketTypeId) = await Preparation.Event(gateway, target, places);
        var people = await Preparation.Buyers(gateway, buyers);

        await progress.WriteLineAsync($"On sale: {buyers} requests over at most {Gateway.Connections} connections");
        var body = new { eventId, items = new[] { new { ticketTypeId, quantity = 1 } } };
        var rush = await Rush(gateway, people, eventId, body, progress);
        var checks = new Checks(target, eventId, places, people);
        await checks.Held(gateway, body);

        var winners = people.Where(person => person.OrderId is not null).ToList();
        await progress.WriteLineAsync($"Paying: {winners.Count} orders");
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(winners, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (winner, _) => await winner.Pay(gateway));
        var paying = Stopwatch.GetElapsedTime(started);
        await checks.Paid(gateway);
        return new Report(buyers, places, rush, paying, people, checks.Violations);
    }

    private async Task<TimeSpan> Rush(Gateway gateway, IReadOnlyList<Buyer> people, Guid eventId, object body, TextWriter progress)
    {
        var silo = victim is null ? null : await victim(eventId);
        var answered = 0;
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = people.Select(async person =>
        {
            await go.Task;
            await person.Hold(gateway, body, () =>
            {
                // In the middle of it: a tenth has an answer, the rest is under way.
                if (Interlocked.Increment(ref answered) == Math.Max(1, people.Count / 10))
                {
                    silo?.Kill();
                }
            });
        }).ToList();
        var started = Stopwatch.GetTimestamp();
        go.SetResult();
        await Task.WhenAll(all);
        var took = Stopwatch.GetElapsedTime(started);
        if (silo is not null)
        {
            await progress.WriteLineAsync($"{silo.Name} was killed when a tenth had an answer; {people.Count(person => person.Answers.Count > 1)} had to ask again");
        }

        return took;
    }
}
