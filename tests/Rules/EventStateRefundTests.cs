using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStateRefundTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void Refund_of_an_order_ends_its_tickets_and_puts_their_places_on_sale()
    {
        var order = box.Sell(ada, standing: 2, seated: 1);

        var refund = box.Refund(order).Granted();

        Assert.Equal(new Money(9_000, "GBP"), refund.Amount);
        Assert.Equal("cancelled cancelled cancelled", box.Tickets(order));
        Assert.Equal(OrderStatus.Refunded, box.State.Order(order)!.Status);
        Assert.Equal((10, 5), (box.Stock(box.Standing).Free, box.Stock(box.Seated).Free));
    }

    [Fact]
    public void Refund_of_one_ticket_leaves_the_others_and_gives_back_its_own_price()
    {
        var order = box.Sell(ada, standing: 1, seated: 1);
        var seat = box.State.Order(order)!.Tickets.Single(ticket => ticket.TypeId == box.Seated);

        Assert.Equal(4_000, box.Refund(order, [seat.TicketId]).Granted().Amount.Amount);

        Assert.Equal("valid cancelled", box.Tickets(order));
        Assert.Equal(OrderStatus.PartlyRefunded, box.State.Order(order)!.Status);
        Assert.Equal((9, 5), (box.Stock(box.Standing).Free, box.Stock(box.Seated).Free));
        Assert.Equal(2_500, box.Refund(order).Granted().Amount.Amount);
        Assert.Equal(OrderStatus.Refunded, box.State.Order(order)!.Status);
    }

    [Fact]
    public void A_refunded_ticket_does_not_count_against_the_limit()
    {
        var order = box.Sell(ada, standing: 10);
        box.Hold(ada, 0, seated: 1).Refused(RefusalCode.LimitReached);

        box.Refund(order, [box.State.Order(order)!.Tickets[0].TicketId]).Granted();

        box.Hold(ada, 0, seated: 1).Granted();
    }

    [Fact]
    public void A_ticket_is_refunded_once()
    {
        var order = box.Sell(ada, 2);
        var first = box.State.Order(order)!.Tickets[0].TicketId;
        box.Refund(order, [first]).Granted();

        Assert.Equal("ticketIds[0]", box.Refund(order, [first]).Refused(RefusalCode.Invalid).Errors.Single().Field);
        Assert.Equal("ticketIds[1]", box.Refund(order, [box.State.Order(order)!.Tickets[1].TicketId, Guid.NewGuid()]).Refused(RefusalCode.Invalid).Errors.Single().Field);
        box.Refund(order).Granted();
        box.Refund(order).Refused(RefusalCode.Invalid);
    }

    [Fact]
    public void The_same_request_is_answered_as_at_first_and_refunds_once()
    {
        var order = box.Sell(ada, 2);
        var operation = box.NewOperation();
        var ticket = box.State.Order(order)!.Tickets[0].TicketId;
        var first = box.Refund(order, [ticket], operation: operation).Granted();

        var again = box.Refund(order, [ticket], operation: operation).Granted();

        Assert.Equal((first.RefundId, first.Amount), (again.RefundId, again.Amount));
        Assert.Equal("cancelled valid", box.Tickets(order));
        box.Refund(order, operation: operation with { Fingerprint = "another" }).Refused(RefusalCode.IdempotencyKeyReused);
    }

    [Fact]
    public void Another_managers_order_is_not_found_and_an_admin_may()
    {
        var order = box.Sell(ada, 1);

        box.Refund(order, caller: new(Guid.NewGuid(), Role.Manager)).Refused(RefusalCode.NotFound);
        box.Refund(order, caller: new(ada, Role.User)).Refused(RefusalCode.NotFound);
        box.Refund(Guid.NewGuid()).Refused(RefusalCode.NotFound);
        box.Refund(box.Hold(Guid.NewGuid(), 1).Granted().OrderId).Refused(RefusalCode.NotFound);
        box.Refund(order, caller: new(Guid.NewGuid(), Role.Admin)).Granted();
    }

    [Fact]
    public void A_reason_longer_than_500_characters_is_refused()
    {
        var order = box.Sell(ada, 1);

        Assert.Equal("reason", box.Refund(order, reason: new string('a', 501)).Refused(RefusalCode.Invalid).Errors.Single().Field);
        box.Refund(order, reason: new string('a', 500)).Granted();
    }

    [Fact]
    public void A_refund_before_the_capture_does_not_let_the_order_be_paid_afterwards()
    {
        var order = box.Hold(ada, 2).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.Decide(order).Granted();

        box.Refund(order).Granted();
        box.Settle(order).Granted();

        Assert.Equal(OrderStatus.Refunded, box.State.Order(order)!.Status);
    }

    [Fact]
    public void Never_more_goes_back_than_was_paid()
    {
        var order = box.Sell(ada, 2);
        box.RefundedOutside(order, "re_1", 4_000).Granted();
        Assert.Equal("valid valid", box.Tickets(order));

        Assert.Equal(1_000, box.Refund(order).Granted().Amount.Amount);
    }

    [Fact]
    public void All_money_given_back_outside_ends_the_tickets_once()
    {
        var order = box.Sell(ada, 2);

        box.RefundedOutside(order, "re_1", 2_000).Granted();
        box.RefundedOutside(order, "re_1", 2_000).Granted();
        Assert.Equal(OrderStatus.Paid, box.State.Order(order)!.Status);
        box.RefundedOutside(order, "re_2", 3_000).Granted();

        Assert.Equal(OrderStatus.Refunded, box.State.Order(order)!.Status);
        Assert.Equal(3, box.Facts.OfType<Refunded>().Count() + 1);
    }

    [Fact]
    public void An_open_dispute_freezes_the_tickets_and_a_won_one_thaws_them()
    {
        var order = box.Sell(ada, 2);

        box.Dispute(order, DisputeOutcome.Open).Granted();
        box.Dispute(order, DisputeOutcome.Open).Granted();
        Assert.Equal("frozen frozen", box.Tickets(order));
        box.Refund(order).Refused(RefusalCode.Invalid);
        Assert.Equal(8, box.Stock(box.Standing).Free);

        box.Dispute(order, DisputeOutcome.Won).Granted();
        Assert.Equal("valid valid", box.Tickets(order));
        box.Dispute(order, DisputeOutcome.Open).Granted();
        Assert.Equal("valid valid", box.Tickets(order));
        box.Refund(order).Granted();
    }

    [Fact]
    public void A_lost_dispute_ends_the_tickets_though_it_was_never_seen_open()
    {
        var order = box.Sell(ada, 2);

        box.Dispute(order, DisputeOutcome.Lost).Granted();
        box.Dispute(order, DisputeOutcome.Lost).Granted();
        box.Dispute(order, DisputeOutcome.Open).Granted();

        Assert.Equal("cancelled cancelled", box.Tickets(order));
        Assert.Equal(5_000, Assert.Single(box.Facts.OfType<Refunded>()).Amount);
    }

    [Fact]
    public void Money_that_cannot_be_taken_revokes_the_tickets_and_frees_the_places()
    {
        var order = box.Hold(ada, 2).Granted().OrderId;
        box.StartPayment(order, ada).Granted();
        box.Decide(order).Granted();

        box.Revoke(order).Granted();
        box.Revoke(order).Granted();

        Assert.Equal("revoked revoked", box.Tickets(order));
        Assert.Equal((OrderStatus.Cancelled, 10), (box.State.Order(order)!.Status, box.Stock(box.Standing).Free));
        Assert.True(box.Decide(order).Value);
        box.StartPayment(order, ada, 2).Refused(RefusalCode.HoldEnded);
    }

    [Fact]
    public void Money_that_was_taken_is_not_revoked() => box.Revoke(box.Sell(ada, 1)).Refused(RefusalCode.NotFound);

    [Fact]
    public void A_closed_sale_gives_nothing_back_until_somebody_has_looked()
    {
        var order = box.Sell(ada, 1);
        box.State.Closed = "the stock rows differ";

        box.Refund(order).Refused(RefusalCode.Busy);
        box.RefundedOutside(order, "re_1", 2_500).Refused(RefusalCode.Busy);
    }

    [Theory]
    [InlineData(TicketStatus.Valid, false, true)]
    [InlineData(TicketStatus.Used, false, false)]
    [InlineData(TicketStatus.Used, true, true)]
    [InlineData(TicketStatus.Frozen, true, false)]
    [InlineData(TicketStatus.Cancelled, true, false)]
    [InlineData(TicketStatus.Revoked, true, false)]
    [InlineData(TicketStatus.Transferred, true, false)]
    public void Which_tickets_may_be_refunded(TicketStatus status, bool includeUsed, bool may)
    {
        var ticket = new TicketState(Guid.NewGuid(), Guid.NewGuid(), status);

        Assert.Equal(may, RefundRules.Choose([ticket], [], includeUsed).Succeeded);
        Assert.Equal(may, RefundRules.Choose([ticket], [ticket.TicketId], includeUsed).Succeeded);
        Assert.False(RefundRules.Choose([ticket], [ticket.TicketId, ticket.TicketId], includeUsed).Succeeded);
    }

    [Fact]
    public void Used_tickets_stay_when_the_rest_of_their_order_is_refunded()
    {
        TicketState[] tickets = [new(Guid.NewGuid(), Guid.NewGuid(), TicketStatus.Used), new(Guid.NewGuid(), Guid.NewGuid(), TicketStatus.Valid)];

        Assert.Equal([tickets[1]], RefundRules.Choose([.. tickets], [], includeUsed: false).Granted());
        Assert.Contains("includeUsed", RefundRules.Choose([tickets[0]], [], includeUsed: false).Refused(RefusalCode.Invalid).Errors.Single().Message, StringComparison.Ordinal);
    }
}
