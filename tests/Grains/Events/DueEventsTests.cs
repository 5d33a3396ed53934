using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

public sealed class DueEventsTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private EventCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal, watched: true);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task A_hold_ends_though_nobody_calls()
    {
        var sale = await cluster.OnSale();
        (await sale.Hold(3)).Granted();
        await cluster.Deactivate(sale);

        cluster.Clock.Advance(TimeSpan.FromMinutes(10));

        await Ended(sale);
    }

    [Fact]
    public async Task An_event_that_cannot_be_woken_does_not_keep_others_from_ending()
    {
        var stuck = await cluster.OnSale();
        var other = await cluster.OnSale();
        (await stuck.Hold()).Granted();
        await cluster.Deactivate(stuck);
        var gate = new Gate();
        journal.BeforeClaim = eventId => eventId == stuck.EventId ? gate.Pass() : Task.CompletedTask;
        cluster.Clock.Advance(TimeSpan.FromMinutes(10));
        await gate.Reached;
        (await other.Hold()).Granted();

        cluster.Clock.Advance(TimeSpan.FromMinutes(10));

        await Ended(other);
        gate.Open();
        await Ended(stuck);
    }

    [Fact]
    public async Task An_event_that_fails_is_woken_again()
    {
        var sale = await cluster.OnSale();
        (await sale.Hold()).Granted();
        var tries = 0;
        journal.BeforeCommit = _ => Interlocked.Increment(ref tries) < 3 ? throw new IOException("The database has gone.") : Task.CompletedTask;

        cluster.Clock.Advance(TimeSpan.FromMinutes(10));

        await Ended(sale);
        Assert.Equal(3, tries);
    }

    // Generous: a busy machine may be late, but without the watch it never happens at all.
    private async Task Ended(EventOnSale sale)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while ((await journal.ReadStock(sale.EventId)).Any(stock => stock.Held > 0))
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
