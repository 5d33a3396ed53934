using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateOperationTests
{
    private static readonly Operation Once = new("once", "two standing");

    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();

    [Fact]
    public void The_same_request_again_is_answered_as_at_first_and_has_one_effect()
    {
        var first = box.Hold(ada, standing: 2, operation: Once).Granted();
        var facts = box.Facts.Count;
        box.Pass(TimeSpan.FromMinutes(4));

        var again = box.Hold(ada, standing: 2, operation: Once).Granted();

        Same(first, again);
        Assert.Equal(facts, box.Facts.Count);
        Assert.Equal(2, box.Stock(box.Standing).Held);
    }

    [Fact]
    public void It_is_answered_so_even_after_the_hold_has_ended()
    {
        var first = box.Hold(ada, standing: 2, operation: Once).Granted();
        box.Release(first.OrderId, ada).Granted();
        Same(first, box.Hold(ada, standing: 2, operation: Once).Granted());

        box.Pass(TimeSpan.FromHours(3));
        Same(first, box.Hold(ada, standing: 2, operation: Once).Granted());
        Assert.Equal(0, box.Stock(box.Standing).Held);
    }

    [Fact]
    public void A_replacing_request_is_answered_again_with_the_same_seconds()
    {
        box.Hold(ada, standing: 1).Granted();
        box.Pass(TimeSpan.FromMinutes(4));
        var second = box.Hold(ada, standing: 2, operation: Once).Granted();
        box.Pass(TimeSpan.FromMinutes(1));

        var again = box.Hold(ada, standing: 2, operation: Once).Granted();

        Same(second, again);
        Assert.Equal(360, again.RemainingSeconds);
    }

    [Fact]
    public void The_same_key_for_another_request_is_refused()
    {
        box.Hold(ada, standing: 2, operation: Once).Granted();

        box.Hold(ada, standing: 3, operation: Once with { Fingerprint = "three standing" }).Refused(RefusalCode.IdempotencyKeyReused);

        Assert.Equal(2, box.Stock(box.Standing).Held);
    }

    [Fact]
    public void The_key_of_another_person_and_another_kind_of_request_are_their_own()
    {
        box.Hold(ada, standing: 2, operation: Once).Granted();

        box.Hold(bob, standing: 3, operation: Once with { Fingerprint = "three standing" }).Granted();
        box.Hold(box.Manager.PersonId, standing: 1, operation: Once).Granted();
        box.Change(concert => concert with { Title = "Another title" }, operation: Once with { Fingerprint = "title" }).Granted();

        Assert.Equal(6, box.Stock(box.Standing).Held);
        Assert.Equal("Another title", box.State.Definition!.Title);
    }

    [Fact]
    public void A_refusal_is_decided_anew()
    {
        var order = box.Hold(bob, standing: 10).Granted().OrderId;
        box.Hold(ada, standing: 2, operation: Once).Refused(RefusalCode.SoldOut);
        box.Release(order, bob).Granted();

        box.Hold(ada, standing: 2, operation: Once).Granted();
    }

    [Fact]
    public void A_key_is_remembered_for_24_hours_and_then_forgotten()
    {
        var first = box.Hold(ada, standing: 2, operation: Once).Granted();

        box.Pass(TimeSpan.FromHours(24));
        Same(first, box.Hold(ada, standing: 2, operation: Once).Granted());

        box.Pass(TimeSpan.FromTicks(1));
        var anew = box.Hold(ada, standing: 3, operation: Once with { Fingerprint = "three standing" }).Granted();
        Assert.NotEqual(first.OrderId, anew.OrderId);
        Assert.Equal(3, box.Stock(box.Standing).Held);
    }

    [Fact]
    public void A_key_used_again_days_later_is_remembered_from_then_on_also_by_a_replay()
    {
        box.Hold(ada, standing: 2, operation: Once).Granted();
        box.Pass(TimeSpan.FromDays(2));
        var second = box.Hold(ada, standing: 2, operation: Once).Granted();
        box.Pass(TimeSpan.FromHours(1));
        box.EndDue();

        var replayed = box.Replay();
        replayed.EndDue(box.Now);

        Same(second, replayed.Hold(new HoldTickets(Once, ada, [new(box.Standing, 2)]), box.Now).Granted());
        Assert.Empty(replayed.TakeFresh());
    }

    [Fact]
    public void An_ended_order_is_forgotten_with_its_key_and_a_sold_one_stays()
    {
        var ended = box.Hold(ada, standing: 2).Granted().OrderId;
        box.Release(ended, ada).Granted();
        var sold = box.Sell(ada, standing: 2);
        Assert.NotNull(box.State.Order(ended));

        box.Pass(TimeSpan.FromHours(24) + TimeSpan.FromTicks(1));
        box.EndDue();

        Assert.Null(box.State.Order(ended));
        Assert.NotNull(box.State.Order(sold));
        box.Hold(ada, standing: 9).Refused(RefusalCode.LimitReached);
    }

    [Fact]
    public void What_managers_ask_is_answered_again_too()
    {
        var change = new Operation("change", "title");
        var publish = new Operation("publish", "");
        var draft = new BoxOffice(publish: false);
        var changed = draft.Change(concert => concert with { Title = "Two songs" }, ifVersion: 1, operation: change).Granted();
        var published = draft.Publish(operation: publish).Granted();
        var facts = draft.Facts.Count;

        var changedAgain = draft.Change(concert => concert with { Title = "Two songs" }, ifVersion: 1, operation: change).Granted();
        var publishedAgain = draft.Publish(operation: publish).Granted();

        Assert.Equal((2, EventStatus.Draft), (changedAgain.Version, changedAgain.Status));
        Assert.Equal((3, EventStatus.Published), (publishedAgain.Version, publishedAgain.Status));
        Assert.Equal(changed.Version, changedAgain.Version);
        Assert.Equal(published.Version, publishedAgain.Version);
        Assert.Equal(facts, draft.Facts.Count);
        draft.Change(concert => concert, operation: change with { Fingerprint = "other" }).Refused(RefusalCode.IdempotencyKeyReused);
        draft.Publish(operation: publish with { Fingerprint = "other" }).Refused(RefusalCode.IdempotencyKeyReused);
    }

    private static void Same(TicketHold expected, TicketHold actual)
    {
        Assert.Equal(expected.Items, actual.Items);
        Assert.Equal(expected with { Items = actual.Items }, actual);
    }
}
