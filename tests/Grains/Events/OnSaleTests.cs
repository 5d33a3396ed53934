using System.Collections.Concurrent;
using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

/// <summary>The minute a sale opens: many at once.</summary>
public sealed class OnSaleTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private EventCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Of_thousands_who_ask_at_once_exactly_as_many_as_there_are_places_get_one()
    {
        var sale = await OnSale(500);
        var before = journal.Commits;
        var gate = new Gate();
        journal.BeforeCommit = _ => gate.Pass();

        var asked = Enumerable.Range(0, 3_000).Select(_ => sale.Hold()).ToList();
        await gate.Reached;
        // So that they arrive before the first commit ends, however quickly threads wake. Those who do not make commits of their own, which is allowed for below.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        gate.Open();
        var answers = await Task.WhenAll(asked);

        Assert.Equal(500, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.Refused(RefusalCode.SoldOut));
        Assert.Equal(new TypeStock(sale.Types[0], 500, 500, 0, 0), await sale.Stock());
        Assert.Equal(500, (await journal.Facts(sale.EventId)).OfType<Held>().Count());
        Assert.InRange(journal.Commits - before, 1, 250);
    }

    [Fact]
    public async Task What_is_asked_during_a_commit_becomes_the_next_one()
    {
        var sale = await OnSale(500);
        var gate = new Gate();
        var batches = new ConcurrentQueue<int>();
        journal.BeforeCommit = batch =>
        {
            batches.Enqueue(batch.Facts.Count);
            return gate.Pass();
        };
        var first = sale.Hold();
        await gate.Reached;
        var others = Enumerable.Range(0, 200).Select(_ => sale.Hold()).ToList();
        // So that they arrive before the commit ends. Those who do not make a commit of their own, which is allowed for below.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        gate.Open();

        (await first).Granted();
        Assert.All(await Task.WhenAll(others), answer => answer.Granted());
        Assert.Equal(201, batches.Sum());
        Assert.InRange(batches.Count, 2, 100);
    }

    [Fact]
    public async Task A_key_repeated_by_many_at_once_has_one_effect()
    {
        var sale = await OnSale(10);
        var ada = Guid.NewGuid();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => sale.Hold(2, ada, new("double click", "two"))));

        Assert.Single(answers.Select(answer => answer.Granted().OrderId).Distinct());
        Assert.Equal(2, (await sale.Stock()).Held);
    }

    [Fact]
    public async Task Beyond_its_bound_it_says_busy_and_changes_nothing()
    {
        const int TooMany = 30;
        var sale = await OnSale(100_000);
        var gate = new Gate();
        journal.BeforeCommit = _ => gate.Pass();
        var busy = 0;
        var allBusy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var answers = Enumerable.Range(0, EventGrain.MostWaiting + TooMany).Select(async _ =>
        {
            var answer = await sale.Hold();
            if (answer.Refusal is { Code: RefusalCode.Busy, RetryAfter: not null } && Interlocked.Increment(ref busy) == TooMany)
            {
                allBusy.SetResult();
            }

            return answer;
        }).ToList();
        await allBusy.Task;
        gate.Open();

        Assert.Equal(EventGrain.MostWaiting, (await Task.WhenAll(answers)).Count(answer => answer.Succeeded));
        Assert.Equal(TooMany, busy);
        Assert.Equal(EventGrain.MostWaiting, (await sale.Stock()).Held);
    }

    [Fact]
    public async Task A_code_for_five_that_fifty_ask_with_at_once_is_used_five_times_and_an_ended_hold_gives_its_use_back()
    {
        var sale = await OnSale(500);
        (await sale.Grain.KeepCode(new(new("code", ""), sale.Manager, new(Guid.Empty, "FIVE", CodeKind.Percent, 50, [], Uses: 5)))).Granted();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => WithCode()));

        Assert.Equal(5, answers.Count(answer => answer.Succeeded));
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.Refused(RefusalCode.CodeUsedUp));
        Assert.All(answers.Where(answer => answer.Succeeded), answer => Assert.Equal(1_250, answer.Value!.Total.Amount));
        Assert.Equal(5, (await sale.Stock()).Held);
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(5, (await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => WithCode()))).Count(answer => answer.Succeeded));
        Assert.Equal(5, (await sale.Grain.Codes(sale.Manager)).Granted().Single().Used);

        Task<Result<TicketHold>> WithCode() =>
            sale.Grain.Hold(new HoldTickets(new(Guid.NewGuid().ToString(), "asked"), Guid.NewGuid(), [new(sale.Types[0], 1)], ["five"]));
    }

    [Fact]
    public async Task The_last_place_returned_goes_to_the_first_who_waits_while_two_hundred_others_ask()
    {
        var (sale, carl, ada, ben) = (await OnSale(1), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var last = (await sale.Hold(1, carl)).Granted();
        (await sale.Grain.Join(new(new("join", ""), ada, sale.Types[0], 1))).Granted();
        (await sale.Grain.Join(new(new("join", ""), ben, sale.Types[0], 1))).Granted();

        var asking = Enumerable.Range(0, 200).Select(n => n == 100 ? Release() : sale.Hold()).ToList();
        var answers = await Task.WhenAll(asking);

        Assert.All(answers.Where((_, n) => n != 100), answer => answer.Refused(RefusalCode.SoldOut));
        var offer = (await journal.Facts(sale.EventId)).OfType<Held>().Last();
        Assert.Equal(ada, offer.PersonId);
        Assert.True((await sale.Grain.Decide(new(offer.OrderId, 1))).Granted().Issued);
        (await sale.Hold()).Refused(RefusalCode.SoldOut);

        async Task<Result<TicketHold>> Release()
        {
            (await sale.Grain.Release(new(last.OrderId, carl))).Granted();
            return last;
        }
    }

    private Task<EventOnSale> OnSale(int capacity) =>
        cluster.OnSale(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Capacity = capacity }) });
}
