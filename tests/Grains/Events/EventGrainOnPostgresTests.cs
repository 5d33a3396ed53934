using EventTicket.Events;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

/// <summary>The database refuses to oversell, whatever a grain believes.</summary>
public sealed class EventGrainOnPostgresTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private EventCluster cluster = null!;
    private EventOnSale sale = null!;

    public async ValueTask InitializeAsync()
    {
        cluster = await EventCluster.Start(database.Journal, database.Clock);
        var starts = DateTimeOffset.UtcNow.AddDays(30);
        sale = await cluster.OnSale(concert => concert with { StartsAt = starts, EndsAt = starts.AddHours(3) });
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task A_grain_that_believes_in_places_that_are_not_there_sells_none_of_them()
    {
        (await sale.Hold(2)).Granted();
        await database.Tamper("UPDATE stock SET capacity = 4 WHERE event_id = $1 AND capacity = 10", sale.EventId);
        var before = await database.Rows(sale.EventId);

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => sale.Hold(3));

        (await sale.Hold(1)).Refused(RefusalCode.NotOnSale);
        Assert.Contains("stock_never_oversold", await Closed(), StringComparison.Ordinal);
        await cluster.Deactivate(sale);
        (await sale.Hold(1)).Refused(RefusalCode.NotOnSale);
        // But for that, and for who owns it, nothing was written.
        await database.Tamper("UPDATE event_head SET closed = NULL, epoch = 1 WHERE event_id = $1", sale.EventId);
        Assert.Equal(before, await database.Rows(sale.EventId));
    }

    [Fact]
    public async Task Stock_rows_that_say_something_else_close_the_sale_when_the_event_is_next_read()
    {
        (await sale.Hold(2)).Granted();
        await cluster.Deactivate(sale);
        await database.Tamper("UPDATE stock SET held = held + 1 WHERE event_id = $1 AND capacity = 10", sale.EventId);

        (await sale.Hold(1)).Refused(RefusalCode.NotOnSale);

        Assert.Contains("Held = 3", await Closed(), StringComparison.Ordinal);
        Assert.Equal(await Closed(), (await sale.Grain.Read(sale.Manager)).Granted().Closed);
    }

    [Fact]
    public async Task A_fact_that_is_missing_from_the_journal_closes_the_sale()
    {
        (await sale.Hold(2)).Granted();
        await cluster.Deactivate(sale);
        await database.Tamper("DELETE FROM event_journal WHERE event_id = $1 AND kind = 'held'", sale.EventId);

        (await sale.Hold(1)).Refused(RefusalCode.NotOnSale);
    }

    [Fact]
    public async Task What_was_sold_is_found_again_after_the_activation_has_ended()
    {
        var ada = Guid.NewGuid();
        var order = (await sale.Hold(3, ada)).Granted().OrderId;
        var tickets = (await sale.Grain.Decide(new DecidePayment(order, 1))).Granted().Tickets;
        (await sale.Hold(5)).Granted();

        await cluster.Deactivate(sale);

        Assert.Equal(tickets, (await sale.Grain.Decide(new DecidePayment(order, 1))).Granted().Tickets);
        Assert.Equal(new TypeStock(sale.Types[0], 10, 5, 0, 3), await sale.Stock());
        Assert.Equal(3, await database.Ask<long>("SELECT count(*) FROM tickets WHERE event_id = $1", sale.EventId));
        (await sale.Hold(3)).Refused(RefusalCode.SoldOut);
    }

    private Task<string> Closed() => database.Ask<string>("SELECT closed FROM event_head WHERE event_id = $1", sale.EventId);
}
