using EventTicket.Admins;
using EventTicket.Events;

namespace EventTicket.Tests.Rules;

/// <summary>Which facts stand in the record of what admins did, each as one row of one request.</summary>
public sealed class EventActionsTests
{
    private readonly Caller admin = new(Guid.NewGuid(), Role.Admin);

    [Fact]
    public void What_an_admin_does_to_the_event_of_a_manager_is_recorded()
    {
        var box = new BoxOffice(publish: false);
        box.Change(concert => concert with { Title = "More songs" }, caller: admin).Granted();
        box.Publish(admin).Granted();
        var order = box.Sell(Guid.NewGuid(), 2);
        box.Refund(order, caller: admin).Granted();
        box.KeepCode("FRIENDS", CodeKind.Percent, 10, caller: admin).Granted();
        box.Withdraw(admin).Granted();
        box.Restore(admin).Granted();
        box.Cancel(admin).Granted();

        var recorded = Recorded(box).Select(action => (action.Record.AdminId, action.Record.Action, action.Record.SubjectId, action.At)).ToList();

        Assert.Equal(
            ["event-changed", "event-published", "order-refunded", "event-code-added", "event-withdrawn", "event-restored", "event-cancelled"],
            recorded.Select(action => action.Action));
        Assert.All(recorded, action => Assert.Equal(
            (admin.PersonId, action.Action == "order-refunded" ? order : box.State.EventId, BoxOffice.Noon), (action.AdminId, action.SubjectId, action.At)));
    }

    [Fact]
    public void What_a_manager_does_to_their_own_event_is_no_act_of_an_admin()
    {
        var box = new BoxOffice(publish: false);
        box.Publish().Granted();
        box.Change(concert => concert with { Title = "More songs" }).Granted();
        box.Refund(box.Sell(Guid.NewGuid(), 2)).Granted();
        box.Cancel().Granted();

        Assert.Empty(Recorded(box));
    }

    [Fact]
    public void An_admin_who_withdraws_their_own_event_acts_as_an_admin()
    {
        var box = new BoxOffice();
        box.Withdraw(new(box.Manager.PersonId, Role.Admin)).Granted();

        Assert.Equal("event-withdrawn", Assert.Single(Recorded(box)).Record.Action);
    }

    [Fact]
    public void A_request_that_changes_nothing_leaves_no_trace_and_one_key_serves_every_request()
    {
        var (box, one) = (new BoxOffice(), new Operation("one", "asked"));
        box.Withdraw(admin, operation: one).Granted();
        box.Withdraw(admin, operation: one).Granted();
        box.Withdraw(admin).Granted();
        box.Restore(admin, one).Granted();
        box.Cancel(admin, one).Granted();

        Assert.Equal(["event-withdrawn", "event-restored", "event-cancelled"], Recorded(box).Select(action => action.Record.Action));
        Assert.Equal(3, Recorded(box).Select(action => action.Record.Operation.Key).Distinct().Count());
    }

    [Fact]
    public void Orders_that_a_cancelled_event_refunds_are_no_acts_of_their_own()
    {
        var box = new BoxOffice();
        var order = box.Sell(Guid.NewGuid(), 2);
        box.Cancel(admin).Granted();
        box.RefundCancelled(order).Granted();

        Assert.Equal("event-cancelled", Assert.Single(Recorded(box)).Record.Action);
    }

    private static List<EventAction> Recorded(BoxOffice box) => EventActions.Of(box.Facts, box.State);
}
