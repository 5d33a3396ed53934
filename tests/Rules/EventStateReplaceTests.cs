using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStateReplaceTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();

    [Fact]
    public void A_new_request_replaces_the_open_hold_and_keeps_its_expiry()
    {
        var first = box.Hold(ada, standing: 2).Granted();
        box.Pass(TimeSpan.FromMinutes(4));

        var second = box.Hold(ada, standing: 1, seated: 1).Granted();

        Assert.NotEqual(first.OrderId, second.OrderId);
        Assert.Equal(first.HoldExpiresAt, second.HoldExpiresAt);
        Assert.Equal(360, second.RemainingSeconds);
        Assert.Equal(OrderStatus.Replaced, box.State.Order(first.OrderId)!.Status);
        Assert.Equal(1, box.Stock(box.Standing).Held);
        Assert.Equal(1, box.Stock(box.Seated).Held);
    }

    [Theory]
    [InlineData(10, 0)]
    [InlineData(8, 0)]
    [InlineData(5, 5)]
    [InlineData(0, 5)]
    public void Ones_own_places_count_as_free_and_as_given_back(int standing, int seated)
    {
        box.Hold(ada, standing: 10).Granted();

        box.Hold(ada, standing, seated).Granted();
    }

    [Fact]
    public void The_places_of_others_do_not()
    {
        box.Hold(bob, standing: 6).Granted();
        var first = box.Hold(ada, standing: 4).Granted();

        box.Hold(ada, standing: 5).Refused(RefusalCode.SoldOut);

        Assert.Equal(OrderStatus.Held, box.State.Order(first.OrderId)!.Status);
        Assert.Equal(first.HoldExpiresAt, box.State.NextDue);
    }

    [Fact]
    public void A_limit_of_one_type_counts_the_replaced_places_as_given_back()
    {
        var limited = new BoxOffice(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(1, concert.TicketTypes[1] with { MaxPerPerson = 2 }) });
        limited.Hold(ada, standing: 1, seated: 2).Granted();

        limited.Hold(ada, standing: 0, seated: 3).Refused(RefusalCode.LimitReached);
        limited.Hold(ada, standing: 0, seated: 2).Granted();
    }

    [Fact]
    public void While_a_payment_is_open_nothing_is_replaced()
    {
        var order = box.Hold(ada, standing: 2).Granted().OrderId;
        box.StartPayment(order, ada).Granted();

        box.Hold(ada, standing: 1).Refused(RefusalCode.PaymentPending);
        Assert.Equal(2, box.Stock(box.Standing).Held);

        box.ClosePayment(order).Granted();
        box.Hold(ada, standing: 1).Granted();
    }

    [Fact]
    public void After_the_hold_has_ended_a_new_one_has_a_time_of_its_own()
    {
        box.Hold(ada, standing: 2).Granted();
        box.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal(box.Now.AddMinutes(10), box.Hold(ada, standing: 2).Granted().HoldExpiresAt);
    }

    [Fact]
    public void Bought_places_are_not_replaced()
    {
        var bought = box.Sell(ada, standing: 2);

        box.Hold(ada, standing: 1).Granted();

        Assert.Equal(OrderStatus.Paid, box.State.Order(bought)!.Status);
        Assert.Equal(new TypeStock(box.Standing, 10, 1, 0, 2), box.Stock(box.Standing));
    }

    [Fact]
    public void Releasing_a_replaced_hold_leaves_the_new_one()
    {
        var first = box.Hold(ada, standing: 2).Granted().OrderId;
        box.Hold(ada, standing: 3).Granted();

        box.Release(first, ada).Granted();

        Assert.Equal(3, box.Stock(box.Standing).Held);
    }
}
