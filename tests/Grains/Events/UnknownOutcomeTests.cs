using EventTicket.Events;
using EventTicket.Tests.Rules;
using Orleans.Runtime;

namespace EventTicket.Tests.Grains.Events;

/// <summary>The journal breaks in the middle: nobody is told anything, and the same request again has one effect.</summary>
public sealed class UnknownOutcomeTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private readonly Guid ada = Guid.NewGuid();
    private EventCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hold_whose_outcome_is_unknown_has_one_effect_when_it_is_asked_again(bool written)
    {
        var sale = await cluster.OnSale();
        BreakOnce(afterwards: written);
        var operation = new Operation("once", "three");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sale.Hold(3, ada, operation));
        Assert.Equal(written ? 1 : 0, (await journal.Facts(sale.EventId)).OfType<Held>().Count());
        var hold = (await sale.Hold(3, ada, operation)).Granted();

        Assert.Equal(hold.OrderId, (await sale.Hold(3, ada, operation)).Granted().OrderId);
        Assert.Equal(hold.OrderId, (await journal.Facts(sale.EventId)).OfType<Held>().Single().OrderId);
        Assert.Equal(3, (await sale.Stock()).Held);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_decision_whose_outcome_is_unknown_is_taken_once(bool written)
    {
        var sale = await cluster.OnSale();
        var order = (await sale.Hold(3, ada)).Granted().OrderId;
        BreakOnce(afterwards: written);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sale.Grain.Decide(new DecidePayment(order, 1)));
        var decision = (await sale.Grain.Decide(new DecidePayment(order, 1))).Granted();

        Assert.Equal((await journal.Facts(sale.EventId)).OfType<Confirmed>().Single().Tickets, decision.Tickets);
        Assert.Equal(new TypeStock(sale.Types[0], 10, 0, 0, 3), await sale.Stock());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_whose_first_commit_is_unknown_is_made_once(bool written)
    {
        BreakOnce(afterwards: written);
        var grain = cluster.Grains.Event(Guid.NewGuid());
        var request = new DraftEvent(new("insert", ""), ada, BoxOffice.Concert);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => grain.Draft(request));
        var sheet = (await grain.Draft(request)).Granted();

        Assert.Equal(1, sheet.Version);
        Assert.Single(await journal.Facts(grain.GetPrimaryKey()));
        Assert.Equal(sheet.Definition.TicketTypes, (await grain.Read(new(ada, Role.Manager))).Granted().Definition.TicketTypes);
    }

    [Fact]
    public async Task Those_who_come_while_it_fails_are_told_the_same()
    {
        var sale = await cluster.OnSale();
        var gate = new Gate();
        journal.BeforeCommit = async _ =>
        {
            await gate.Pass();
            throw new IOException("The database has gone.");
        };
        var waiting = Enumerable.Range(0, 50).Select(_ => sale.Hold()).ToList();
        await gate.Reached;
        gate.Open();

        foreach (var hold in waiting)
        {
            // One that arrives only now may find nobody at home, which Orleans says in its own way.
            var told = await Assert.ThrowsAnyAsync<Exception>(() => hold);
            Assert.True(told is OutcomeUnknownException or OrleansMessageRejectionException, $"{told}");
        }

        journal.BeforeCommit = _ => Task.CompletedTask;
        Assert.Equal(0, (await sale.Stock()).Held);
    }

    [Fact]
    public async Task An_answer_that_needs_no_commit_is_not_given_when_nobody_can_say_whose_event_it_is()
    {
        var sale = await cluster.OnSale();
        journal.BeforeStillOwns = _ => throw new IOException("The database has gone.");

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sale.Hold(11));

        journal.BeforeStillOwns = _ => Task.CompletedTask;
        (await sale.Hold(11)).Refused(RefusalCode.LimitReached);
    }

    private void BreakOnce(bool afterwards)
    {
        Func<JournalBatch, Task> breaks = _ =>
        {
            journal.BeforeCommit = journal.AfterCommit = _ => Task.CompletedTask;
            throw new IOException("The connection broke.");
        };
        if (afterwards)
        {
            journal.AfterCommit = breaks;
        }
        else
        {
            journal.BeforeCommit = breaks;
        }
    }
}
