using EventTicket.Bench.Http;
using EventTicket.Bench.Lines;

namespace EventTicket.Bench.OnSale;

/// <summary>More people than places, all within a moment; whoever gets one thinks, and pays. Others look at other pages meanwhile.</summary>
/// <param name="victim">Finds the silo that owns the event, to be killed in the middle of it; null to let it live.</param>
internal sealed class OnSaleRun(Target target, SaleSizes sizes, Func<Guid, Task<Victim>>? victim = null)
{
    private const int OtherEvents = 10;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(1);

    public async Task<Report> Go(TextWriter progress)
    {
        using var gateway = new Gateway(target.Gateway);
        await progress.WriteLineAsync($"Preparing: an event with {sizes.Places} places, {OtherEvents} other events, {sizes.Buyers} accounts with a session each");
        var (eventId, ticketTypeId) = await Preparation.Event(gateway, target, sizes.Places);
        List<Guid> others = [];
        for (var i = 0; i < OtherEvents; i++)
        {
            others.Add((await Preparation.Event(gateway, target, 100, $"Another evening {i + 1}")).EventId);
        }

        var everybody = await SignedIn.Make(gateway, target, sizes.Buyers + sizes.Rehearsing);
        IReadOnlyList<SignedIn> people = [.. everybody.Take(sizes.Buyers)];
        using var lines = new LinePool(target.Gateway, Math.Min(sizes.Connections, sizes.Buyers));
        await SignedIn.LookAround(everybody, lines.Lines);
        if (sizes.Rehearsing > 0)
        {
            await progress.WriteLineAsync($"Rehearsal: {sizes.Rehearsing} others at another sale");
            var other = await Preparation.Event(gateway, target, sizes.Rehearsing / 4, "Rehearsal");
            await Rush(lines, Visits([.. everybody.Skip(sizes.Buyers)], TimeSpan.Zero), new TimeLine(), OnePlace(other), null);
            await new Aftermath(target).Wait();
        }

        using var bystanders = new Bystanders(target, others);
        await bystanders.SignIn();

        using var over = new CancellationTokenSource();
        var looking = bystanders.Go(over.Token);
        await Task.Delay(Before, CancellationToken.None);
        await progress.WriteLineAsync($"On sale: {sizes.Buyers} people within {sizes.Within.TotalSeconds:0.###} s, over {lines.Lines.Count} connections; they think for {sizes.Think.TotalSeconds:0.#} s before they pay");
        var body = OnePlace((eventId, ticketTypeId));
        var visits = Visits(people, sizes.Think);
        var silo = victim is null ? null : await victim(eventId);
        var line = new TimeLine();
        await Rush(lines, visits, line, body, silo);
        if (silo is not null)
        {
            await progress.WriteLineAsync($"{silo.Name} was killed when a tenth had an answer; {visits.Count(visit => visit.Buyer.Answers.Count > 1)} had to ask again");
        }

        await over.CancelAsync();
        await looking;

        await progress.WriteLineAsync("Waiting for what follows: money, webhooks, mails");
        var aftermath = await new Aftermath(target).Wait();
        var checks = new Checks(target, eventId, sizes.Places, [.. visits.Select(visit => visit.Buyer)]);
        await checks.Look(gateway, body, bystanders.Looks);
        return new Report(sizes, visits, line, bystanders.Looks, await Fairness.Look(target, eventId, sizes.Places, visits), aftermath, checks.Violations);
    }

    // The same moments and thoughts each time.
    private List<Visit> Visits(IReadOnlyList<SignedIn> people, TimeSpan think)
    {
        var chance = new Random(1);
        return [.. people.Select((person, number) => new Visit(new Buyer(number, person.PersonId, person.Token), chance.NextDouble() * sizes.Within, (0.5 + chance.NextDouble()) * think))
            .OrderBy(visit => visit.Arrives)];
    }

    private static object OnePlace((Guid EventId, Guid TicketTypeId) sale) => new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.TicketTypeId, quantity = 1 } } };

    private static async Task Rush(LinePool lines, List<Visit> visits, TimeLine line, object body, Victim? silo)
    {
        var answered = 0;
        var going = new Task[visits.Count];
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A thread of its own: the pool is busy exactly when it matters.
        new Thread(() =>
        {
            for (var next = 0; next < visits.Count; Thread.Sleep(1))
            {
                for (var now = line.Now; next < visits.Count && visits[next].Arrives <= now; next++)
                {
                    var visit = visits[next];
                    going[next] = Task.Run(() => visit.Go(lines, body, line, Answered));
                }
            }

            arrived.SetResult();
        }) { IsBackground = true, Name = "arrivals" }.Start();
        await arrived.Task;
        await Task.WhenAll(going);

        void Answered()
        {
            // In the middle of it: a tenth has an answer, the rest is under way.
            if (Interlocked.Increment(ref answered) == Math.Max(1, visits.Count / 10))
            {
                silo?.Kill();
            }
        }
    }
}
