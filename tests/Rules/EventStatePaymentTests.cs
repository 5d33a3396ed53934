using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStatePaymentTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();
    private readonly TicketHold hold;

    public EventStatePaymentTests() => hold = box.Hold(ada, standing: 2, seated: 1).Granted();

    private Guid Order => hold.OrderId;

    private OrderStatus Status => box.State.Order(Order)!.Status;

    [Fact]
    public void A_payment_collects_what_the_order_says()
    {
        var terms = box.StartPayment(Order, ada).Granted();

        Assert.Equal((Order, box.State.EventId, "An evening of songs", hold.Total, hold.HoldExpiresAt),
            (terms.OrderId, terms.EventId, terms.EventTitle, terms.Total, terms.HoldExpiresAt));
        Assert.Equal(hold.Items, terms.Items);
        Assert.Equal(OrderStatus.Paying, Status);
    }

    [Fact]
    public void Starting_the_same_attempt_again_changes_nothing_and_another_must_wait()
    {
        box.StartPayment(Order, ada).Granted();
        var facts = box.Facts.Count;

        box.StartPayment(Order, ada).Granted();
        box.StartPayment(Order, ada, attempt: 2).Refused(RefusalCode.PaymentPending);

        Assert.Equal(facts, box.Facts.Count);
    }

    [Fact]
    public void Only_the_buyer_pays_only_an_open_hold()
    {
        box.StartPayment(Order, bob).Refused(RefusalCode.NotFound);
        box.StartPayment(Guid.NewGuid(), ada).Refused(RefusalCode.NotFound);
        box.Pass(TimeSpan.FromMinutes(10));
        box.StartPayment(Order, ada).Refused(RefusalCode.HoldEnded);

        var released = box.Hold(bob, standing: 1).Granted().OrderId;
        box.Release(released, bob).Granted();
        box.StartPayment(released, bob).Refused(RefusalCode.HoldEnded);

        box.StartPayment(box.Sell(bob, standing: 1), bob, attempt: 2).Refused(RefusalCode.AlreadyPaid);
    }

    [Fact]
    public void Nothing_is_paid_and_nothing_issued_when_the_safety_net_has_closed_the_sale()
    {
        var paying = box.Hold(bob, standing: 1).Granted().OrderId;
        box.StartPayment(paying, bob).Granted();
        box.State.Closed = "the stock did not add up";

        box.StartPayment(Order, ada).Refused(RefusalCode.NotOnSale);
        Assert.False(box.Decide(paying).Value);
    }

    [Fact]
    public void A_closed_attempt_leaves_the_hold_as_it_was()
    {
        box.StartPayment(Order, ada).Granted();
        box.ClosePayment(Order, attempt: 2).Granted();
        Assert.Equal(OrderStatus.Paying, Status);

        box.ClosePayment(Order).Granted();
        var facts = box.Facts.Count;
        box.ClosePayment(Order).Granted();

        Assert.Equal(OrderStatus.Held, Status);
        Assert.Equal(hold.HoldExpiresAt, box.State.NextDue);
        Assert.Equal(facts, box.Facts.Count);
        box.StartPayment(Order, ada, attempt: 2).Granted();
        box.ClosePayment(Guid.NewGuid()).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public void An_authorised_attempt_gets_one_ticket_a_place()
    {
        box.StartPayment(Order, ada).Granted();

        Assert.True(box.Decide(Order).Value);

        var tickets = ((Confirmed)box.Facts[^1]).Tickets;
        Assert.Equal([box.Standing, box.Standing, box.Seated], tickets.Select(ticket => ticket.TicketTypeId));
        Assert.Equal(3, tickets.Select(ticket => ticket.Code).Distinct().Count());
        Assert.Equal(3, tickets.Select(ticket => ticket.TicketId).Distinct().Count());
        Assert.All(tickets, ticket => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", ticket.Code));
        Assert.Equal(OrderStatus.Issued, Status);
        Assert.Equal(new TypeStock(box.Standing, 10, 0, 0, 2), box.Stock(box.Standing));
        Assert.Equal(box.State.LastSeq, box.State.Order(Order)!.ConfirmedSeq);
    }

    [Fact]
    public void A_decision_is_repeated_and_never_taken_twice()
    {
        box.StartPayment(Order, ada).Granted();
        box.Decide(Order).Granted();
        var (facts, seq) = (box.Facts.Count, box.State.Order(Order)!.ConfirmedSeq);

        Assert.True(box.Decide(Order).Value);
        Assert.False(box.Decide(Order, attempt: 2).Value);
        box.Settle(Order).Granted();
        box.Pass(TimeSpan.FromDays(2));
        Assert.True(box.Decide(Order).Value);

        Assert.Equal(seq, box.State.Order(Order)!.ConfirmedSeq);
        Assert.Equal(facts + 1, box.Facts.Count);
    }

    [Fact]
    public void An_attempt_beside_the_open_one_is_turned_away_for_ever()
    {
        box.StartPayment(Order, ada, attempt: 2).Granted();

        Assert.False(box.Decide(Order, attempt: 1).Value);
        box.ClosePayment(Order, attempt: 2).Granted();
        Assert.False(box.Decide(Order, attempt: 1).Value);

        Assert.Equal(OrderStatus.Held, Status);
        Assert.True(box.Decide(Order, attempt: 3).Value);
    }

    [Fact]
    public void Money_that_arrives_late_gets_its_places_if_they_are_still_free()
    {
        box.StartPayment(Order, ada).Granted();
        box.Pass(TimeSpan.FromMinutes(12));
        box.EndDue();
        box.Hold(bob, standing: 8).Granted();

        Assert.True(box.Decide(Order).Value);

        Assert.Equal(OrderStatus.Issued, Status);
        Assert.Equal(new TypeStock(box.Standing, 10, 8, 0, 2), box.Stock(box.Standing));
        box.Hold(ada, standing: 0, seated: 4).Granted();
    }

    [Fact]
    public void Money_that_arrives_too_late_is_turned_away_and_stays_so()
    {
        box.StartPayment(Order, ada).Granted();
        box.Pass(TimeSpan.FromMinutes(12));
        var taken = box.Hold(bob, standing: 9).Granted().OrderId;

        Assert.False(box.Decide(Order).Value);
        box.Release(taken, bob).Granted();
        Assert.False(box.Decide(Order).Value);

        Assert.Equal(OrderStatus.Expired, Status);
        Assert.Equal([1], box.State.Order(Order)!.TurnedAway);
        Assert.Equal(0, box.Stock(box.Standing).Sold);
    }

    [Fact]
    public void Late_money_is_turned_away_when_the_buyer_has_as_many_as_they_may_by_now()
    {
        box.StartPayment(Order, ada).Granted();
        box.Pass(TimeSpan.FromMinutes(12));
        box.Hold(ada, standing: 8).Granted();

        Assert.False(box.Decide(Order).Value);
    }

    [Fact]
    public void Places_had_again_count_and_leave_another_hold_of_the_buyer_alone()
    {
        box.StartPayment(Order, ada).Granted();
        box.Pass(TimeSpan.FromMinutes(12));
        var other = box.Hold(ada, standing: 4).Granted();

        Assert.True(box.Decide(Order).Value);

        Assert.Equal(OrderStatus.Held, box.State.Order(other.OrderId)!.Status);
        box.Hold(ada, standing: 8).Refused(RefusalCode.LimitReached);
        Assert.Equal(other.HoldExpiresAt, box.Hold(ada, standing: 7).Granted().HoldExpiresAt);
    }

    [Fact]
    public void A_released_hold_whose_money_comes_after_all_gets_its_places()
    {
        box.Release(Order, ada).Granted();

        Assert.True(box.Decide(Order).Value);
        Assert.Equal(2, box.Stock(box.Standing).Sold);
    }

    [Fact]
    public void An_unknown_order_is_not_found()
    {
        box.Decide(Guid.NewGuid()).Refused(RefusalCode.NotFound);
        box.Settle(Guid.NewGuid()).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public void An_order_is_paid_once_its_own_attempt_is_settled()
    {
        box.StartPayment(Order, ada).Granted();
        box.Settle(Order).Refused(RefusalCode.NotFound);
        box.Decide(Order).Granted();
        box.Settle(Order, attempt: 2).Refused(RefusalCode.NotFound);
        Assert.Equal(OrderStatus.Issued, Status);

        box.Settle(Order).Granted();
        var facts = box.Facts.Count;
        box.Settle(Order).Granted();

        Assert.Equal(OrderStatus.Paid, Status);
        Assert.Equal(facts, box.Facts.Count);
    }
}
