using EventTicket.Bench.OnSale;
using EventTicket.Dev;

namespace EventTicket.Bench.Payments;

/// <summary>People who order and pay in every manner while sandbox, webs and silos are killed; afterwards the books are compared.</summary>
/// <param name="processes">Who runs now, to be killed.</param>
/// <param name="logs">Where the run's logs are.</param>
internal sealed class PaymentsRun(Target target, Func<RunFile> processes, string logs, int orders, int kills, int seed)
{
    private const int AtOnce = 16;
    private const long Price = 4_500;
    private static readonly Manner[] Manners =
        [Manner.Card, Manner.Page, Manner.PageAndGone, Manner.Card, Manner.Page, Manner.AskedByBank, Manner.RefusedFirst, Manner.PageAndGone, Manner.Page, Manner.GivesUp];

    /// <summary>What is wrong afterwards, a sentence each; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        await progress.WriteLineAsync($"Preparing: an event with {2 * orders} places, {orders} accounts");
        var (eventId, ticketTypeId) = await Preparation.Event(gateway, target, 2 * orders);
        var people = await Preparation.Buyers(gateway, orders);
        var customers = people.Select((person, number) => new Customer(person, Manners[number % Manners.Length], 1 + number % 2, gateway)).ToList();
        var bank = new Uri($"http://127.0.0.1:{processes().Processes.Single(process => process.Name == "sandbox").Ports["sandbox"]}");

        await progress.WriteLineAsync($"Paying: {orders} orders, {AtOnce} at a time, {kills} kills, seed {seed}");
        var killer = new Killer(processes, kills, seed);
        using var over = new CancellationTokenSource();
        var done = 0;
        var killing = killer.Go(() => (double)Volatile.Read(ref done) / orders, over.Token);
        var mixed = customers.ToArray();
        new Random(seed).Shuffle(mixed);
        await Parallel.ForEachAsync(mixed, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (customer, _) =>
        {
            await customer.Go(eventId, ticketTypeId);
            Interlocked.Increment(ref done);
        });
        await over.CancelAsync();
        await killing;
        await progress.WriteLineAsync($"Killed: {string.Join(", ", killer.Killed)}");

        await progress.WriteLineAsync("Comparing the books, and asking everybody again");
        var differences = await new Books(target.ConnectionString, bank, eventId, Price, customers).Differences();
        await Parallel.ForEachAsync(customers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (customer, _) => await customer.AskAgain());
        return [.. differences, .. customers.SelectMany(customer => customer.Complaints), .. Logs.Indiscretions(logs)];
    }
}
