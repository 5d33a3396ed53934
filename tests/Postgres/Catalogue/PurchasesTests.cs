using EventTicket.Events;
using EventTicket.Purchases;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Postgres.Catalogue;

public sealed class PurchasesTests(CatalogueDatabase database) : IClassFixture<CatalogueDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Now = CatalogueDatabase.Now;
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();
    private Guid eventId;
    private Guid typeId;

    private PurchasesGrain Purchases => new(new(database.Source), new(database.Source, new(database.Source)), new(database.Source), new FakeTimeProvider(Now));

    public async ValueTask InitializeAsync()
    {
        await database.Clear();
        eventId = await database.Insert("Songs of the Harbour");
        typeId = await database.Scalar<Guid>("SELECT ticket_type_id FROM ticket_types");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("held", 90.2, OrderStatus.Held, 91)]
    [InlineData("held", 0, OrderStatus.Expired, 0)]
    [InlineData("held", -1, OrderStatus.Expired, 0)]
    [InlineData("paying", 30, OrderStatus.Paying, 30)]
    [InlineData("paying", -30, OrderStatus.Paying, 0)]
    [InlineData("issued", 30, OrderStatus.Issued, 0)]
    [InlineData("paid", 30, OrderStatus.Paid, 0)]
    [InlineData("released", 30, OrderStatus.Released, 0)]
    [InlineData("replaced", 30, OrderStatus.Replaced, 0)]
    [InlineData("partly-refunded", 30, OrderStatus.PartlyRefunded, 0)]
    public async Task An_order_stands_where_the_clock_says(string stored, double secondsLeft, OrderStatus status, int remaining)
    {
        var id = await Order(ada, stored, Now.AddSeconds(secondsLeft));

        var order = (await Purchases.Order(ada, id)).Value!;

        Assert.Equal((status, remaining), (order.Status, order.RemainingSeconds));
        Assert.Equal(new OrderItem(typeId, "Standard", 2, new(2_000, "GBP")), Assert.Single(order.Items));
        Assert.Equal((new Money(4_000, "GBP"), "Songs of the Harbour", false), (order.Total, order.Event.Title, order.TurnedAway));
    }

    [Fact]
    public async Task Somebody_elses_is_not_found_like_an_unknown_one()
    {
        var order = await Order(ada, "paid", Now);
        var ticket = await Ticket(ada, order, Now);

        Assert.True((await Purchases.Order(ada, order)).Succeeded);
        Assert.True((await Purchases.Ticket(ada, ticket)).Succeeded);
        Assert.Equal(Refusal.NotFound, (await Purchases.Order(bob, order)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Purchases.Order(bob, Guid.NewGuid())).Refusal);
        Assert.Equal(Refusal.NotFound, (await Purchases.Ticket(bob, ticket)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Purchases.Ticket(ada, order)).Refusal);
        Assert.Empty((await Purchases.Tickets(bob, new())).Value!.Items);
    }

    [Fact]
    public async Task An_order_shows_its_tickets_with_their_codes()
    {
        var order = await Order(ada, "paid", Now);
        var tickets = new[] { await Ticket(ada, order, Now, "used"), await Ticket(ada, order, Now) };
        await Ticket(ada, await Order(ada, "paid", Now), Now);

        var shown = (await Purchases.Order(ada, order)).Value!.Tickets;

        Assert.Equal(tickets.Order(), shown.Select(ticket => ticket.TicketId).Order());
        Assert.Contains(shown, ticket => ticket is { Status: TicketStatus.Used, TicketType: "Standard" } && ticket.Price == new Money(2_000, "GBP") && ticket.Code.Length == 26);
    }

    [Fact]
    public async Task Whoever_sold_an_order_finds_it_by_its_number_without_its_codes()
    {
        var order = await Order(ada, "paid", Now);
        await Ticket(ada, order, Now, "used");
        var manager = await database.Scalar<Guid>("SELECT manager_id FROM events");
        var (mine, number) = (new Caller(manager, Role.Manager), OrderNumber.Of(order));

        foreach (var typed in (string[])[number, number.ToUpperInvariant(), number[..8], $"{order}", $"https://tickets.example/orders/{order}"])
        {
            var found = (await Purchases.Sold(mine, eventId, typed)).Value!;
            Assert.Equal((order, ""), (found.OrderId, Assert.Single(found.Tickets).Code));
        }

        Assert.True((await Purchases.Sold(new Caller(bob, Role.Admin), eventId, number)).Succeeded);
        Assert.Equal(Refusal.NotFound, (await Purchases.Sold(new Caller(bob, Role.Manager), eventId, number)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Purchases.Sold(mine, Guid.NewGuid(), number)).Refusal);
        Assert.Equal(Refusal.NotFound, (await Purchases.Sold(mine, eventId, "my order")).Refusal);

        // Bought in the same second: the first digits are the same, the number is not.
        var (next, beside) = (await Order(bob, "paid", Now), Guid.Parse($"{order:N}"[..8] + $"{Guid.NewGuid():N}"[8..]));
        await database.Execute("UPDATE orders SET order_id = $1 WHERE order_id = $2", beside, next);
        Assert.True((await Purchases.Sold(mine, eventId, number[..8])).Succeeded);
        await Ticket(bob, beside, Now);
        Assert.Equal("number", (await Purchases.Sold(mine, eventId, number[..8])).Refusal?.Errors.Single().Field);
        Assert.Equal(order, (await Purchases.Sold(mine, eventId, number)).Value?.OrderId);
    }

    [Theory]
    [InlineData("held", 60, true)]
    [InlineData("held", 0, false)]
    [InlineData("paying", -60, true)]
    [InlineData("paid", 60, false)]
    [InlineData("released", 60, false)]
    public async Task The_open_order_of_an_event_is_the_one_that_can_still_be_paid(string stored, int secondsLeft, bool open)
    {
        await Order(ada, "expired", Now.AddMinutes(5));
        await Order(bob, "held", Now.AddMinutes(5));
        var id = await Order(ada, stored, Now.AddSeconds(secondsLeft));

        var found = await Purchases.OpenOrder(ada, eventId);

        Assert.Equal(open ? id : null, found.Value?.OrderId);
        Assert.Equal(open ? null : RefusalCode.NotFound, found.Refusal?.Code);
        Assert.False((await Purchases.OpenOrder(ada, Guid.NewGuid())).Succeeded);
    }

    [Fact]
    public async Task Tickets_come_newest_first_and_page_without_gaps()
    {
        var expected = new List<(DateTimeOffset At, Guid Id)>();
        for (var i = 0; i < 11; i++)
        {
            var at = Now.AddMinutes(-(i / 4));
            expected.Add((at, await Ticket(ada, Guid.NewGuid(), at)));
        }

        var seen = new List<Guid>();
        for (string? cursor = null; ;)
        {
            var page = (await Purchases.Tickets(ada, new(3, cursor))).Value!;
            seen.AddRange(page.Items.Select(ticket => ticket.TicketId));
            Assert.True(seen.Count <= expected.Count, "The pages go round in circles.");
            if ((cursor = page.NextCursor) is null)
            {
                break;
            }
        }

        Assert.Equal(expected.OrderByDescending(t => t.At).ThenBy(t => t.Id.ToString()).Select(t => t.Id), seen);
    }

    [Fact]
    public async Task A_cursor_of_another_list_is_refused()
    {
        for (var i = 0; i < 2; i++)
        {
            await database.Insert($"Event {i}");
        }

        var catalogue = await new EventTicket.Catalogue.CatalogueGrain(new(database.Source), new FakeTimeProvider(Now)).Search(new(new(1)));

        Assert.Equal("cursor", (await Purchases.Tickets(ada, new(1, catalogue.Value!.Events.NextCursor!))).Refusal?.Errors.Single().Field);
    }

    private async Task<Guid> Order(Guid person, string status, DateTimeOffset expires)
    {
        var id = Guid.CreateVersion7();
        await database.Execute("""
            INSERT INTO orders VALUES ($1, $2, $3, $4, json_build_array(json_build_object('ticketTypeId', $5, 'name', 'Standard', 'quantity', 2, 'price', 2000)),
                                       4000, 'GBP', $6, $7, false, $6)
            """, id, eventId, person, status, typeId, Now.AddMinutes(-5), expires);
        return id;
    }

    private async Task<Guid> Ticket(Guid person, Guid order, DateTimeOffset at, string status = "valid")
    {
        var id = Guid.NewGuid();
        await database.Execute("INSERT INTO tickets VALUES ($1, $2, $3, $4, $5, $6, $7, 2000, 'GBP', $8)",
            id, eventId, order, person, typeId, id.ToString("N")[..26], status, at);
        return id;
    }
}
