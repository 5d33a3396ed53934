using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>How holds end: given back, or by the clock.</summary>
public sealed class EventStateEndTests
{
    private static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();

    [Fact]
    public void A_released_hold_gives_its_places_back_once()
    {
        var order = box.Hold(ada, standing: 10).Granted().OrderId;

        box.Release(order, ada).Granted();
        var facts = box.Facts.Count;
        box.Release(order, ada).Granted();

        Assert.Equal(facts, box.Facts.Count);
        Assert.Equal(0, box.Stock(box.Standing).Held);
        Assert.Null(box.State.NextDue);
        box.Hold(bob, standing: 10).Granted();
    }

    [Fact]
    public void Orders_of_others_and_unknown_ones_are_not_found()
    {
        var order = box.Hold(ada, standing: 1).Granted().OrderId;

        box.Release(order, bob).Refused(RefusalCode.NotFound);
        box.Release(Guid.NewGuid(), ada).Refused(RefusalCode.NotFound);

        Assert.Equal(1, box.Stock(box.Standing).Held);
    }

    [Fact]
    public void What_is_being_paid_or_is_paid_is_not_released()
    {
        var order = box.Hold(ada, standing: 1).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.Release(order, ada).Refused(RefusalCode.PaymentPending);

        box.Decide(order).Granted();
        box.Release(order, ada).Refused(RefusalCode.AlreadyPaid);

        box.Settle(order).Granted();
        box.Release(order, ada).Refused(RefusalCode.AlreadyPaid);
        Assert.Equal(1, box.Stock(box.Standing).Sold);
    }

    [Fact]
    public void A_hold_ends_by_comparison_at_its_very_time()
    {
        var order = box.Hold(ada, standing: 10).Granted();

        box.Pass(TimeSpan.FromMinutes(10) - Instant);
        box.Hold(bob, standing: 1).Refused(RefusalCode.SoldOut);

        box.Pass(Instant);
        box.Hold(bob, standing: 10).Granted();
        Assert.Equal(OrderStatus.Expired, box.State.Order(order.OrderId)!.Status);
        box.Release(order.OrderId, ada).Granted();
        Assert.Equal(10, box.Stock(box.Standing).Held);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public void The_event_says_how_long_places_are_held(int minutes) =>
        Assert.Equal(BoxOffice.Noon.AddMinutes(minutes), new BoxOffice(concert => concert with { HoldMinutes = minutes }).Hold(ada, standing: 1).Granted().HoldExpiresAt);

    [Fact]
    public void The_next_thing_that_is_due_is_the_oldest_hold()
    {
        Assert.Null(box.State.NextDue);
        var first = box.Hold(ada, standing: 1).Granted();
        box.Pass(TimeSpan.FromMinutes(1));
        var second = box.Hold(bob, standing: 1).Granted();
        Assert.Equal(first.HoldExpiresAt, box.State.NextDue);

        box.Release(first.OrderId, ada).Granted();
        Assert.Equal(second.HoldExpiresAt, box.State.NextDue);

        box.Pass(TimeSpan.FromMinutes(10));
        box.EndDue();
        Assert.Null(box.State.NextDue);
        Assert.Equal(0, box.Stock(box.Standing).Held);
    }

    [Fact]
    public void Sold_places_are_never_due()
    {
        box.Sell(ada, standing: 1);

        Assert.Null(box.State.NextDue);
        box.Pass(TimeSpan.FromDays(5));
        Assert.Empty(box.EndDue());
        Assert.Equal(1, box.Stock(box.Standing).Sold);
    }

    [Fact]
    public void A_payment_that_is_open_at_the_end_is_asked_once_and_has_two_minutes()
    {
        var order = box.Hold(ada, standing: 10).Granted();
        box.StartPayment(order.OrderId, ada).Granted();

        box.Pass(TimeSpan.FromMinutes(10) - Instant);
        Assert.Empty(box.EndDue());
        box.Pass(Instant);
        Assert.Equal([order.OrderId], box.EndDue());
        Assert.Equal(order.HoldExpiresAt.AddMinutes(2), box.State.NextDue);

        box.Pass(TimeSpan.FromMinutes(2) - Instant);
        Assert.Empty(box.EndDue());
        box.Hold(bob, standing: 1).Refused(RefusalCode.SoldOut);

        box.Pass(Instant);
        box.Hold(bob, standing: 10).Granted();
        Assert.Equal(OrderStatus.Expired, box.State.Order(order.OrderId)!.Status);
    }

    [Fact]
    public void A_payment_that_closes_after_the_end_takes_the_hold_with_it()
    {
        var order = box.Hold(ada, standing: 10).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.Pass(TimeSpan.FromMinutes(11));

        box.ClosePayment(order).Granted();

        Assert.Equal(OrderStatus.Expired, box.State.Order(order)!.Status);
        Assert.Equal(0, box.Stock(box.Standing).Held);
        Assert.Null(box.State.NextDue);
    }

    [Fact]
    public void A_payment_opened_again_is_asked_again()
    {
        var order = box.Hold(ada, standing: 1).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.ClosePayment(order).Granted();
        box.StartPayment(order, ada, attempt: 2).Granted();
        box.Pass(TimeSpan.FromMinutes(10));

        Assert.Equal([order], box.EndDue());
    }
}
