using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

public sealed class EventGrainTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private readonly Guid ada = Guid.NewGuid();
    private EventCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Places_are_held_replaced_and_run_out()
    {
        var sale = await cluster.OnSale();
        var first = (await sale.Hold(9, ada)).Granted();
        Assert.Equal((600, BoxOffice.Noon.AddMinutes(10)), (first.RemainingSeconds, first.HoldExpiresAt));
        (await sale.Hold(2)).Refused(RefusalCode.SoldOut);

        cluster.Clock.Advance(TimeSpan.FromMinutes(4));
        var second = (await sale.Hold(10, ada)).Granted();
        Assert.Equal((360, first.HoldExpiresAt), (second.RemainingSeconds, second.HoldExpiresAt));
        (await sale.Hold()).Refused(RefusalCode.SoldOut);

        cluster.Clock.Advance(TimeSpan.FromMinutes(6));
        (await sale.Hold(10)).Granted();
        Assert.Equal([typeof(Drafted), typeof(Published), typeof(Held), typeof(Replaced), typeof(Held), typeof(Expired), typeof(Held)],
            (await journal.Facts(sale.EventId)).Select(fact => fact.GetType()));
    }

    [Fact]
    public async Task A_hold_becomes_tickets_and_the_tickets_are_told_again()
    {
        var sale = await cluster.OnSale();
        var order = (await sale.Hold(3, ada)).Granted().OrderId;
        (await sale.Grain.StartPayment(new StartPayment(order, ada, 1))).Granted();

        var decision = (await sale.Grain.Decide(new DecidePayment(order, 1))).Granted();
        (await sale.Hold(2)).Granted();
        var again = (await sale.Grain.Decide(new DecidePayment(order, 1))).Granted();
        (await sale.Grain.Settle(new SettlePayment(order, 1))).Granted();
        await cluster.Deactivate(sale);
        var afterwards = (await sale.Grain.Decide(new DecidePayment(order, 1))).Granted();

        Assert.True(decision.Issued);
        Assert.Equal(3, decision.Tickets.Length);
        Assert.Equal(decision.Tickets, again.Tickets);
        Assert.Equal(decision.Tickets, afterwards.Tickets);
        Assert.Equal(decision.Tickets, (await journal.Facts(sale.EventId)).OfType<Confirmed>().Single().Tickets);
        Assert.False((await sale.Grain.Decide(new DecidePayment(order, 2))).Granted().Issued);
    }

    [Fact]
    public async Task An_event_that_is_not_there_is_not_found_by_anybody_and_can_be_made_afterwards()
    {
        var grain = cluster.Grains.Event(Guid.NewGuid());
        (await grain.Hold(new HoldTickets(new("key", ""), ada, [new(Guid.NewGuid(), 1)]))).Refused(RefusalCode.NotFound);
        (await grain.Read(new(ada, Role.Admin))).Refused(RefusalCode.NotFound);
        (await grain.Release(new ReleaseHold(Guid.NewGuid(), ada))).Refused(RefusalCode.NotFound);
        (await grain.Decide(new DecidePayment(Guid.NewGuid(), 1))).Refused(RefusalCode.NotFound);
        (await grain.Publish(new PublishEvent(new("key", ""), new(ada, Role.Admin)))).Refused(RefusalCode.NotFound);
        await grain.WakeUp();
        (await grain.Draft(new DraftEvent(new("insert", ""), ada, BoxOffice.Concert with { Title = "" }))).Wrong("title");
        Assert.Equal(0, journal.Commits);

        (await grain.Draft(new DraftEvent(new("insert", ""), ada, BoxOffice.Concert))).Granted();

        Assert.Equal(1, (await grain.Read(new(ada, Role.Manager))).Granted().Version);
    }

    [Fact]
    public async Task Those_who_ask_for_an_event_while_it_is_being_made_are_told_the_truth()
    {
        var grain = cluster.Grains.Event(Guid.NewGuid());

        var refusals = await Task.WhenAll(Enumerable.Range(0, 40).Select(async n => n == 20
            ? (await Told(() => grain.Draft(new DraftEvent(new("insert", ""), ada, BoxOffice.Concert)))).Refusal
            : (await Told(() => grain.Read(new(ada, Role.Admin)))).Refusal));

        Assert.Null(refusals[20]);
        Assert.All(refusals, refusal => Assert.True(refusal is null or { Code: RefusalCode.NotFound }));
        (await grain.Read(new(ada, Role.Admin))).Granted();

        // Who is sent from one ending activation to the next too often is turned away, and asks again: so does the web.
        async Task<T> Told<T>(Func<Task<T>> ask)
        {
            while (true)
            {
                try
                {
                    return await ask();
                }
                catch (OrleansMessageRejectionException)
                {
                    await Task.Delay(10, TestContext.Current.CancellationToken);
                }
            }
        }
    }

    [Fact]
    public async Task Nothing_is_told_before_it_is_durable_and_ending_the_activation_waits_for_it()
    {
        var sale = await cluster.OnSale();
        var gate = new Gate();
        journal.BeforeCommit = _ => gate.Pass();
        var holding = sale.Hold(10, ada);
        await gate.Reached;
        var soldOut = sale.Hold();
        var reading = sale.Grain.Read(sale.Manager);
        var ending = cluster.Deactivate(sale);

        // A wait shows an answer that came too early; on a slow machine it may miss one, and never sees one that is not there.
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(new Task[] { holding, soldOut, reading, ending }, task => task.IsCompleted);
        gate.Open();

        (await holding).Granted();
        (await soldOut).Refused(RefusalCode.SoldOut);
        Assert.Equal(10, (await reading).Granted().Stock[0].Held);
        await ending;
        Assert.Equal(10, (await sale.Stock()).Held);
    }

    [Fact]
    public async Task Times_are_told_in_whole_microseconds_so_that_they_are_read_back_as_told()
    {
        cluster.Clock.Advance(TimeSpan.FromTicks(1_234_567));
        var sale = await cluster.OnSale();

        var hold = (await sale.Hold(1, ada)).Granted();

        Assert.Equal(BoxOffice.Noon.AddMinutes(10).AddMicroseconds(123_456), hold.HoldExpiresAt);
    }

    [Fact]
    public async Task Time_never_goes_back_behind_the_last_fact()
    {
        cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        var sale = await cluster.OnSale();
        var first = (await sale.Hold(1, ada)).Granted();
        await using var behind = await EventCluster.Start(journal);

        var second = (await (sale with { Grain = behind.Grains.Event(sale.EventId) }).Hold()).Granted();

        Assert.Equal(first.HoldExpiresAt, second.HoldExpiresAt);
    }
}
