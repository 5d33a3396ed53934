using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

/// <summary>Two activations of one event: the one that claimed it last owns it, and the other answers nobody.</summary>
public sealed class SupersededTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private readonly Guid ada = Guid.NewGuid();
    private EventCluster cluster = null!;

    /// <summary>What may be asked of an event that has two places left.</summary>
    public enum Question
    {
        HoldThatWouldBeGranted,
        HoldThatWouldBeSoldOut,
        HoldBeyondTheLimit,
        HoldOfAForeignType,
        RepeatedHold,
        Read,
        ReadByAStranger,
        UnknownOrder,
        Decision,
        WakeUp,
    }

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData(Question.HoldThatWouldBeGranted)]
    [InlineData(Question.HoldThatWouldBeSoldOut)]
    [InlineData(Question.HoldBeyondTheLimit)]
    [InlineData(Question.HoldOfAForeignType)]
    [InlineData(Question.RepeatedHold)]
    [InlineData(Question.Read)]
    [InlineData(Question.ReadByAStranger)]
    [InlineData(Question.UnknownOrder)]
    [InlineData(Question.Decision)]
    [InlineData(Question.WakeUp)]
    public async Task The_older_answers_nobody_after_the_newer_has_claimed(Question question)
    {
        var sale = await cluster.OnSale();
        (await sale.Hold(8, ada, new("first", "eight"))).Granted();
        await journal.Claim(sale.EventId, "another activation");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => Ask(question, sale));

        await Ask(question, sale);
        Assert.Equal(question == Question.HoldThatWouldBeGranted ? 9 : 8, (await sale.Stock()).Held);
    }

    [Fact]
    public async Task Everyone_who_waits_when_it_is_superseded_is_told_that_nothing_is_known()
    {
        var sale = await OnSale(60);
        var gate = new Gate();
        journal.BeforeCommit = _ => gate.Pass();
        var requests = Enumerable.Range(0, 100).Select(n => (Person: Guid.NewGuid(), Operation: new Operation($"request {n}", "one"))).ToList();
        var waiting = requests.Select(request => sale.Hold(1, request.Person, request.Operation)).ToList();
        await gate.Reached;
        // All of them have to wait before it happens; whoever comes later meets the next activation and is simply answered.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var facts = (await journal.Facts(sale.EventId)).Count;
        await journal.Claim(sale.EventId, "another activation");
        gate.Open();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => waiting[0]);
        foreach (var hold in waiting)
        {
            await Task.WhenAny(hold);
            Assert.True(hold.IsFaulted || (await hold).Refusal is null or { Code: RefusalCode.SoldOut });
        }

        var answers = await Task.WhenAll(requests.Select(request => sale.Hold(1, request.Person, request.Operation)));
        Assert.Equal(60, answers.Count(answer => answer.Succeeded));
        Assert.Equal(60, (await sale.Stock()).Held);
        Assert.Equal(facts + 60, (await journal.Facts(sale.EventId)).Count);
    }

    [Fact]
    public async Task Two_clusters_that_know_nothing_of_each_other_do_not_sell_one_place_twice()
    {
        await using var other = await EventCluster.Start(journal);
        var here = await cluster.OnSale();
        var there = here with { Grain = other.Grains.Event(here.EventId) };
        (await here.Hold(6)).Granted();
        (await there.Hold(3)).Granted();

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => here.Hold(4));
        (await here.Hold(2)).Refused(RefusalCode.SoldOut);
        (await here.Hold(1)).Granted();
        await Assert.ThrowsAsync<OutcomeUnknownException>(there.Stock);

        Assert.Equal(0, (await there.Stock()).Free);
        Assert.Equal(10, (await journal.Facts(here.EventId)).OfType<Held>().Sum(held => held.Items.Sum(item => item.Quantity)));
    }

    [Fact]
    public async Task Two_clusters_that_fight_over_an_event_sell_exactly_its_places()
    {
        await using var other = await EventCluster.Start(journal);
        var here = await OnSale(50);
        var there = here with { Grain = other.Grains.Event(here.EventId) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 120).Select(n => Insist(n % 2 == 0 ? here : there, new($"buyer {n}", "one"))));

        Assert.Equal(50, answers.Count(answer => answer.Succeeded));
        Assert.Equal(50, answers.Where(answer => answer.Succeeded).Select(answer => answer.Value!.OrderId).Distinct().Count());
        Assert.Equal(50, (await journal.Facts(here.EventId)).OfType<Held>().Count());
    }

    private Task<EventOnSale> OnSale(int capacity) =>
        cluster.OnSale(concert => concert with { TicketTypes = [concert.TicketTypes[0] with { Capacity = capacity }] });

    private Task Ask(Question question, EventOnSale sale) => question switch
    {
        Question.HoldThatWouldBeGranted => sale.Hold(1),
        Question.HoldThatWouldBeSoldOut => sale.Hold(3),
        Question.HoldBeyondTheLimit => sale.Hold(11),
        Question.HoldOfAForeignType => sale.Grain.Hold(new HoldTickets(new("key", ""), Guid.NewGuid(), [new(Guid.NewGuid(), 1)])),
        Question.RepeatedHold => sale.Hold(8, ada, new("first", "eight")),
        Question.Read => sale.Grain.Read(sale.Manager),
        Question.ReadByAStranger => sale.Grain.Read(new(ada, Role.Manager)),
        Question.UnknownOrder => sale.Grain.Release(new ReleaseHold(Guid.NewGuid(), ada)),
        Question.Decision => sale.Grain.Decide(new DecidePayment(Guid.NewGuid(), 1)),
        Question.WakeUp => sale.Grain.WakeUp(),
        _ => throw new ArgumentOutOfRangeException(nameof(question)),
    };

    // As the web does, but until it is known.
    private static async Task<Result<TicketHold>> Insist(EventOnSale sale, Operation operation)
    {
        var person = Guid.NewGuid();
        while (true)
        {
            try
            {
                return await sale.Hold(1, person, operation);
            }
            catch (OutcomeUnknownException)
            {
                await Task.Delay(Random.Shared.Next(20));
            }
        }
    }
}
