using EventTicket.Events;
using EventTicket.Tests.Postgres.Journal;

namespace EventTicket.Tests.Rules;

/// <summary>What a batch adds to the sales over time.</summary>
public sealed class HourOfSalesTests
{
    [Fact]
    public void Tickets_count_in_the_hour_they_were_sold_and_once_however_often_they_change_hands()
    {
        var (sale, ada, eve) = (JournalWriter.New(), Guid.NewGuid(), Guid.NewGuid());
        sale.Batch();
        sale.Now = BoxOffice.Noon.AddMinutes(59);
        var order = sale.Hold(3, ada);
        Assert.Empty(sale.Batch().Sales);

        Assert.True(sale.State.Decide(new DecidePayment(order, 1), sale.Now).Value);
        Assert.Equal([new HourOfSales(BoxOffice.Noon, sale.Standing, 3, 7_500)], sale.Batch().Sales);

        sale.State.Settle(new SettlePayment(order, 1), sale.Now).Granted();
        sale.State.Transfer(new TransferTicket(ada, eve, order, sale.State.Order(order)!.Tickets[0].TicketId), sale.Now).Granted();
        var given = sale.Batch();
        Assert.NotEmpty(given.Tickets);
        Assert.Empty(given.Sales);
    }
}
