using EventTicket.Events;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Events;

/// <summary>The minute a pre-sale opens, and the hours in which it ends.</summary>
public sealed class PreSaleTests : IAsyncLifetime
{
    private readonly WatchedJournal journal = new(new InMemoryJournal());
    private EventCluster cluster = null!;

    public async ValueTask InitializeAsync() => cluster = await EventCluster.Start(journal, watched: true);

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    [Fact]
    public async Task Of_a_thousand_who_ask_at_once_a_hundred_book_and_who_has_not_paid_in_time_makes_room()
    {
        var sale = await OnSale(places: 100);
        var people = Enumerable.Range(0, 1_000).Select(_ => Guid.NewGuid()).ToList();

        var answers = await Task.WhenAll(people.Select(person => Book(sale, person)));

        Assert.All(answers.Where(answer => !answer.Succeeded), answer => answer.Refused(RefusalCode.SoldOut));
        var booked = people.Zip(answers).Where(one => one.Second.Succeeded).Select(one => (Person: one.First, one.Second.Value!.BookingId)).ToList();
        Assert.Equal(100, booked.Count);
        Assert.Equal(new PreSaleStock(100, 0, 100, 0, false), (await sale.Grain.Read(sale.Manager)).Granted().PreSale);
        Assert.Equal(100, answers.Where(answer => answer.Succeeded).Select(answer => answer.Value!.Code).Distinct().Count());

        foreach (var (person, booking) in booked.Take(30))
        {
            var order = (await sale.Grain.HoldBooking(new(new("pay", ""), person, booking))).Granted();
            Assert.True((await sale.Grain.Decide(new(order.OrderId, 1))).Granted().Issued);
        }

        await cluster.Deactivate(sale);
        cluster.Clock.Advance(TimeSpan.FromDays(2));

        await Until(sale, row => row.Booked == 0);
        Assert.Equal(new PreSaleStock(30, 0, 0, 30, true), (await sale.Grain.Read(sale.Manager)).Granted().PreSale);
        Assert.Equal(70, (await journal.Facts(sale.EventId)).OfType<Lapsed>().Select(fact => fact.BookingId).Except(booked.Take(30).Select(one => one.BookingId)).Count());
        (await sale.Hold(70)).Granted();
        (await sale.Hold()).Refused(RefusalCode.SoldOut);
    }

    [Fact]
    public async Task What_nobody_booked_goes_to_the_general_sale_though_nobody_calls()
    {
        var sale = await OnSale(places: 7);
        await cluster.Deactivate(sale);

        cluster.Clock.Advance(TimeSpan.FromDays(1));

        await Until(sale, row => row.Capacity == 0);
        Assert.Equal(7, (await journal.ReadStock(sale.EventId)).Single(row => row.TicketTypeId == sale.Types[0]).Free);
    }

    [Fact]
    public async Task A_free_booking_is_answered_with_the_same_tickets_by_the_next_owner()
    {
        var (sale, ada) = (await OnSale(places: 5, price: 0), Guid.NewGuid());
        var first = (await Book(sale, ada, 2)).Granted();
        await cluster.Deactivate(sale);

        var again = (await Book(sale, ada, 2)).Granted();

        Assert.Equal(first.Tickets.Select(ticket => ticket.Code), again.Tickets.Select(ticket => ticket.Code));
        Assert.Equal((first.BookingId, 2), (again.BookingId, again.Tickets.Length));
    }

    /// <summary>A pre-sale of all standing places, open for a day, to be paid within two.</summary>
    private Task<EventOnSale> OnSale(int places, long price = 2_000) => cluster.OnSale(concert => concert with
    {
        TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Capacity = places }),
        PreSale = new(0, places, BoxOffice.Noon, BoxOffice.Noon.AddDays(1), price, BoxOffice.Noon.AddDays(2)),
        MaxPerPerson = 100,
    });

    private static Task<Result<BookedPlaces>> Book(EventOnSale sale, Guid person, int quantity = 1) =>
        sale.Grain.Book(new(new("book", $"{quantity}"), person, quantity));

    // Generous: a busy machine may be late, but without the watch it never happens at all.
    private async Task Until(EventOnSale sale, Func<TypeStock, bool> done)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(60));
        while (!done((await journal.ReadStock(sale.EventId)).Single(row => row.TicketTypeId == sale.EventId)))
        {
            await Task.Delay(50, patience.Token);
        }
    }
}
