using EventTicket.Events;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

/// <summary>How an activation finds its event.</summary>
public sealed class ActivationTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private EventCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Stock_that_differs_from_the_journal_closes_the_sale()
    {
        var sale = await cluster.OnSale();
        await cluster.Deactivate(sale);
        var tamperer = await JournalWriter.Claim(journal, sale.EventId);
        var order = tamperer.Hold();
        Assert.True(await journal.Commit(tamperer.Batch() with { Stock = [] }));

        (await sale.Hold()).Refused(RefusalCode.NotOnSale);

        var closed = (await sale.Grain.Read(sale.Manager)).Granted().Closed;
        Assert.Contains("stock says", closed, StringComparison.Ordinal);
        Assert.False((await sale.Grain.Decide(new DecidePayment(order, 1))).Granted().Issued);
        await cluster.Deactivate(sale);
        (await sale.Hold()).Refused(RefusalCode.NotOnSale);
    }

    [Fact]
    public async Task A_newer_owner_that_sells_while_it_reads_is_no_reason_to_close_the_sale()
    {
        var sale = await cluster.OnSale();
        await cluster.Deactivate(sale);
        journal.BeforeRead = async _ =>
        {
            journal.BeforeRead = _ => Task.CompletedTask;
            var newer = await JournalWriter.Claim(journal, sale.EventId);
            newer.Hold(4);
            Assert.True(await newer.Commit(journal));
        };

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sale.Hold(7));

        (await sale.Hold(7)).Refused(RefusalCode.SoldOut);
        (await sale.Hold(6)).Granted();
        Assert.Null((await sale.Grain.Read(sale.Manager)).Granted().Closed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_event_that_cannot_be_read_is_read_when_it_can(bool claiming)
    {
        var sale = await cluster.OnSale();
        await cluster.Deactivate(sale);
        Func<Guid, Task> breaks = _ => throw new IOException("The database has gone.");
        if (claiming)
        {
            journal.BeforeClaim = breaks;
        }
        else
        {
            journal.BeforeRead = breaks;
        }

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sale.Hold());

        journal.BeforeClaim = journal.BeforeRead = _ => Task.CompletedTask;
        (await sale.Hold()).Granted();
    }
}
