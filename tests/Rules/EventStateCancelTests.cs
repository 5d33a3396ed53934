using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStateCancelTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void A_cancelled_event_sells_nothing_and_lets_its_open_holds_go()
    {
        var held = box.Hold(ada, 3).Granted().OrderId;

        Assert.Equal(EventStatus.Cancelled, box.Cancel().Granted().Status);

        Assert.Equal(OrderStatus.Released, box.State.Order(held)!.Status);
        Assert.Equal(10, box.Stock(box.Standing).Free);
        box.Hold(ada, 1).Refused(RefusalCode.EventCancelled);
        box.StartPayment(held, ada).Refused(RefusalCode.EventCancelled);
        box.Change(concert => concert with { Title = "All the same" }).Refused(RefusalCode.EventCancelled);
    }

    [Fact]
    public void A_payment_that_is_open_is_asked_for_at_once_and_turned_away()
    {
        var order = box.Hold(ada, 3).Granted().OrderId;
        box.StartPayment(order, ada).Granted();

        box.Cancel().Granted();

        Assert.Equal([order], box.EndDue());
        Assert.False(box.Decide(order).Value);
        Assert.Equal((OrderStatus.Released, 10), (box.State.Order(order)!.Status, box.Stock(box.Standing).Free));
        Assert.False(box.Decide(order).Value);
    }

    [Fact]
    public void A_payment_that_is_closed_frees_the_places_at_once()
    {
        var order = box.Hold(ada, 3).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.Cancel().Granted();

        box.ClosePayment(order).Granted();

        Assert.Equal(OrderStatus.Released, box.State.Order(order)!.Status);
    }

    [Fact]
    public void Every_order_is_refunded_once_used_tickets_too()
    {
        var order = box.Sell(ada, 2);
        var refused = box.RefundCancelled(order).Refused(RefusalCode.NotFound);
        Assert.NotNull(refused);
        box.Cancel().Granted();

        box.RefundCancelled(order).Granted();
        box.RefundCancelled(order).Granted();

        Assert.Equal((5_000, RefundCause.EventCancelled), Assert.Single(box.Facts.OfType<Refunded>()) is var fact ? (fact.Amount, fact.Cause) : default);
        Assert.Equal(OrderStatus.Refunded, box.State.Order(order)!.Status);
    }

    [Fact]
    public void A_dispute_that_is_won_after_the_cancellation_is_refunded_then()
    {
        var order = box.Sell(ada, 2);
        box.Dispute(order, DisputeOutcome.Open).Granted();
        box.Cancel().Granted();
        box.RefundCancelled(order).Granted();
        Assert.Equal("frozen frozen", box.Tickets(order));

        box.Dispute(order, DisputeOutcome.Won).Granted();

        Assert.Equal("cancelled cancelled", box.Tickets(order));
    }

    [Fact]
    public void Only_its_manager_or_an_admin_cancels_it_and_again_is_a_success()
    {
        box.Cancel(new(Guid.NewGuid(), Role.Manager)).Refused(RefusalCode.NotFound);

        var version = box.Cancel().Granted().Version;

        Assert.Equal(version, box.Cancel(new(Guid.NewGuid(), Role.Admin)).Granted().Version);
    }

    [Fact]
    public void A_draft_cannot_be_cancelled()
    {
        var draft = new BoxOffice(publish: false);

        draft.Cancel().Refused(RefusalCode.Invalid);
    }
}
