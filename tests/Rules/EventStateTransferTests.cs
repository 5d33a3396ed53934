using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStateTransferTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid grace = Guid.NewGuid();

    [Fact]
    public void Transfer_kills_the_old_code_and_begins_a_new_one()
    {
        var order = box.Sell(ada, 2);
        var old = box.Facts.OfType<Confirmed>().Single().Tickets[0];

        var given = box.Transfer(order, ada, grace).Granted();

        var fact = box.Facts.OfType<Transferred>().Single();
        Assert.Equal((given.TicketId, old.TicketTypeId), (fact.Successor.TicketId, fact.Successor.TicketTypeId));
        Assert.NotEqual(old.Code, fact.Successor.Code);
        Assert.Equal("transferred valid valid", box.Tickets(order));
        Assert.Equal(DoorReason.Transferred, box.CheckIn(order, 0).Granted().Reason);
        Assert.True(box.CheckIn(order, 2).Granted().Admitted);
        Assert.Equal(8, box.Stock(box.Standing).Free);
        Assert.Equal(OrderStatus.Paid, box.State.Order(order)!.Status);
    }

    [Fact]
    public void A_received_ticket_counts_for_the_receiver_and_no_longer_for_the_giver()
    {
        var order = box.Sell(ada, 5);
        box.Sell(grace, 5);
        box.Transfer(order, ada, grace, 0).Granted();

        box.Hold(grace, 0, seated: 5).Refused(RefusalCode.LimitReached);
        box.Hold(ada, 0, seated: 5).Granted();
    }

    [Fact]
    public void Who_has_as_many_as_they_may_cannot_take_another()
    {
        box.Change(definition => definition with { MaxPerPerson = 2 }).Granted();
        var order = box.Sell(ada, 2);
        box.Sell(grace, 2);

        box.Transfer(order, ada, grace).Refused(RefusalCode.LimitReached);

        Assert.Equal("valid valid", box.Tickets(order));
    }

    [Fact]
    public void Again_is_the_same_ticket_and_a_stranger_gets_none()
    {
        var order = box.Sell(ada, 1);
        var given = box.Transfer(order, ada, grace).Granted();

        Assert.Equal(given, box.Transfer(order, ada, grace).Granted());
        box.Transfer(order, ada, Guid.NewGuid()).Refused(RefusalCode.NotFound);
        box.Transfer(order, grace, ada).Refused(RefusalCode.NotFound);
        Assert.Single(box.Facts.OfType<Transferred>());
        box.Transfer(order, grace, ada, ticket: 1).Granted();
        Assert.Equal("transferred transferred valid", box.Tickets(order));
    }

    [Fact]
    public void Only_a_valid_ticket_of_an_event_to_come_is_given_away()
    {
        var (used, frozen, late, called) = (box.Sell(ada, 1), box.Sell(Guid.NewGuid(), 1), box.Sell(ada, 1), box.Sell(ada, 1));
        box.CheckIn(used).Granted();
        box.Dispute(frozen, DisputeOutcome.Open).Granted();
        box.Transfer(used, ada, grace).Wrong("ticketId");
        box.Transfer(frozen, box.State.Order(frozen)!.PersonId, grace).Wrong("ticketId");
        box.Transfer(late, ada, ada).Wrong("ticketId");
        box.Now = box.State.Definition!.EndsAt;
        box.Transfer(late, ada, grace).Wrong("ticketId");

        box.Cancel().Granted();

        box.Transfer(called, ada, grace).Refused(RefusalCode.EventCancelled);
    }

    [Fact]
    public void A_refund_of_the_order_ends_what_was_given_away_and_frees_its_place_and_its_holders_limit()
    {
        var order = box.Sell(ada, 2);
        box.Transfer(order, ada, grace).Granted();

        var refund = box.Refund(order).Granted();

        Assert.Equal(5_000, refund.Amount.Amount);
        Assert.Equal("transferred cancelled cancelled", box.Tickets(order));
        Assert.Equal(OrderStatus.Refunded, box.State.Order(order)!.Status);
        Assert.Equal(10, box.Stock(box.Standing).Free);
        box.Hold(grace, 10).Granted();
    }

    [Fact]
    public void A_dispute_freezes_it_and_a_replay_knows_who_has_it()
    {
        var order = box.Sell(ada, 1);
        box.Transfer(order, ada, grace).Granted();
        box.Dispute(order, DisputeOutcome.Open).Granted();

        Assert.Equal("transferred frozen", box.Tickets(order));
        Assert.Equal(Portrait.Of(box.State, "due"), Portrait.Of(box.Replay(), "due"));
    }

    [Fact]
    public void Both_are_told_and_the_holder_hears_when_it_ends()
    {
        var order = box.Sell(ada, 1);
        box.Transfer(order, ada, grace).Granted();
        box.Refund(order).Granted();

        var told = BuyersMail.Of([.. box.Facts.Where(fact => fact is Transferred or Refunded)], box.State).Select(row => (row.Mail.UserId, row.Mail.Content.GetType().Name)).ToList();

        Assert.Contains((ada, "TicketGiven"), told);
        Assert.Contains((grace, "TicketReceived"), told);
        Assert.Contains((grace, "ReceivedTicketEnded"), told);
        Assert.DoesNotContain((grace, "MoneyBack"), told);
    }
}
