using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateDoorTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void A_code_is_admitted_once_and_the_second_time_says_when_and_where()
    {
        var order = box.Sell(ada, 2);
        var first = box.CheckIn(order, gate: "North").Granted();
        var at = box.Now;
        box.Pass(TimeSpan.FromMinutes(3));

        var second = box.CheckIn(order, gate: "South").Granted();

        Assert.Equal((true, null), (first.Admitted, first.Reason));
        Assert.Equal((false, DoorReason.Used, at, "North"), (second.Admitted, second.Reason, second.FirstUsedAt, second.FirstUsedGate));
        Assert.Equal("Standing", second.TicketType);
        Assert.Equal("used valid", box.Tickets(order));
        Assert.True(box.CheckIn(order, ticket: 1).Granted().Admitted);
    }

    [Fact]
    public void A_repeated_scan_is_answered_as_at_first_and_its_id_with_something_else_is_refused()
    {
        var order = box.Sell(ada, 2);
        var operation = box.NewOperation();
        var first = box.CheckIn(order, operation: operation).Granted();
        box.CheckIn(order).Granted();

        Assert.Equal(first, box.CheckIn(order, operation: operation).Granted());
        box.CheckIn(order, operation: operation with { Fingerprint = "another" }).Refused(RefusalCode.IdempotencyKeyReused);
        box.CheckIn(order, ticket: 1, operation: operation).Refused(RefusalCode.IdempotencyKeyReused);
        Assert.Single(box.Facts.OfType<CheckedIn>());
        box.UndoCheckIn(order).Granted();
        Assert.Equal(first, box.CheckIn(order, operation: operation).Granted());
        Assert.Equal("valid valid", box.Tickets(order));
    }

    [Fact]
    public void Undo_lets_the_code_in_again_and_both_are_recorded()
    {
        var order = box.Sell(ada, 1);
        var operation = box.NewOperation();
        box.CheckIn(order).Granted();

        box.UndoCheckIn(order, operation: operation).Granted();
        Assert.Equal("valid", box.Tickets(order));
        Assert.True(box.CheckIn(order, gate: "South").Granted().Admitted);
        box.UndoCheckIn(order, operation: operation).Granted();

        Assert.Equal("used", box.Tickets(order));
        Assert.Equal("South", box.CheckIn(order).Granted().FirstUsedGate);
        Assert.Equal(["CheckedIn", "CheckInUndone", "CheckedIn"], box.Facts.OfType<DoorFact>().Select(fact => fact.GetType().Name));
    }

    [Fact]
    public void What_is_not_used_needs_no_undo()
    {
        var order = box.Sell(ada, 1);

        box.UndoCheckIn(order).Granted();

        Assert.Empty(box.Facts.OfType<DoorFact>());
        box.State.UndoCheckIn(new UndoCheckIn(box.NewOperation(), ada, order, Guid.NewGuid()), box.Now).Refused(RefusalCode.NotFound);
        box.State.CheckIn(new CheckInTicket(box.NewOperation(), ada, Guid.NewGuid(), Guid.NewGuid(), null), box.Now).Refused(RefusalCode.NotFound);
    }

    [Fact]
    public void A_ticket_that_opens_no_door_is_refused_with_its_reason()
    {
        var (refunded, frozen, revoked, valid) = (box.Sell(ada, 1), box.Sell(Guid.NewGuid(), 1), Unpaid(), box.Sell(Guid.NewGuid(), 1));
        box.Refund(refunded).Granted();
        box.Dispute(frozen, DisputeOutcome.Open).Granted();
        box.Revoke(revoked).Granted();
        Assert.Equal(DoorReason.Cancelled, box.CheckIn(refunded).Granted().Reason);
        Assert.Equal(DoorReason.Frozen, box.CheckIn(frozen).Granted().Reason);
        Assert.Equal(DoorReason.Revoked, box.CheckIn(revoked).Granted().Reason);

        box.Cancel().Granted();

        Assert.Equal(DoorReason.EventCancelled, box.CheckIn(valid).Granted().Reason);
        Assert.Empty(box.Facts.OfType<DoorFact>());
    }

    [Fact]
    public void A_used_ticket_is_refunded_only_when_that_is_said()
    {
        var order = box.Sell(ada, 2);
        box.CheckIn(order).Granted();

        Assert.Single(box.Refund(order).Granted().Tickets);
        Assert.Equal("used cancelled", box.Tickets(order));
        box.Refund(order).Refused(RefusalCode.Invalid);
        box.Refund(order, includeUsed: true).Granted();

        Assert.Equal("cancelled cancelled", box.Tickets(order));
        Assert.Equal(DoorReason.Cancelled, box.CheckIn(order).Granted().Reason);
    }

    [Fact]
    public void A_check_in_that_is_taken_back_during_a_dispute_leaves_the_ticket_frozen()
    {
        var order = box.Sell(ada, 1);
        box.CheckIn(order).Granted();
        box.Dispute(order, DisputeOutcome.Open).Granted();

        box.UndoCheckIn(order).Granted();

        Assert.Equal("frozen", box.Tickets(order));
        box.Dispute(order, DisputeOutcome.Won).Granted();
        Assert.Equal("valid", box.Tickets(order));
    }

    [Fact]
    public void A_replay_knows_who_is_in_and_what_was_asked()
    {
        var order = box.Sell(ada, 3);
        box.CheckIn(order, 0, "North").Granted();
        box.CheckIn(order, 1, "North").Granted();
        box.UndoCheckIn(order, 1).Granted();

        Assert.Equal(Portrait.Of(box.State, "due"), Portrait.Of(box.Replay(), "due"));
    }

    private Guid Unpaid()
    {
        var order = box.Hold(Guid.NewGuid(), 1).Granted().OrderId;
        box.StartPayment(order, box.State.Order(order)!.PersonId).Granted();
        Assert.True(box.Decide(order).Value);
        return order;
    }
}
