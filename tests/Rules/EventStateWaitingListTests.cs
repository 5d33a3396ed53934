using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStateWaitingListTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid ben = Guid.NewGuid();
    private readonly Guid carl = Guid.NewGuid();

    private WaitingState Place(WaitingPlace joined) => box.State.Waiting(joined.WaitingId)!;

    [Fact]
    public void Nobody_waits_for_what_is_there()
    {
        box.Join(ada).Refused(RefusalCode.PlacesLeft);
        var last = box.Hold(carl, 10).Granted().OrderId;
        Assert.Equal(1, box.Join(ada, 2).Granted().Position);
        Assert.Equal(2, box.Join(ben).Granted().Position);
        box.Join(ada).Refused(RefusalCode.WaitingAlready);
        box.Join(Guid.NewGuid(), 11).Refused(RefusalCode.LimitReached);
        box.Join(Guid.NewGuid(), 0).Wrong("quantity");
        box.Join(Guid.NewGuid(), type: Guid.NewGuid()).Wrong("ticketTypeId");
        box.Join(carl).Refused(RefusalCode.LimitReached);
        Assert.Equal(OrderStatus.Held, box.State.Order(last)!.Status);
    }

    [Fact]
    public void Nobody_waits_for_more_places_than_there_are()
    {
        box.Hold(carl, 0, seated: 5).Granted();

        box.Join(ada, 6, box.Seated).Wrong("quantity");
        box.Join(ada, 5, box.Seated).Granted();
    }

    [Fact]
    public void A_released_place_is_the_first_ones_before_anybody_else_can_ask()
    {
        var last = box.Hold(carl, 10).Granted().OrderId;
        var (first, second) = (box.Join(ada).Granted(), box.Join(ben, 2).Granted());

        box.Release(last, carl).Granted();

        Assert.Equal((WaitingStatus.Offered, WaitingStatus.Offered), (Place(first).Status, Place(second).Status));
        Assert.Equal(3, box.Stock(box.Standing).Held);
        var offer = box.State.Order(Place(first).OrderId!.Value)!;
        Assert.Equal((ada, box.Now.AddHours(24), 2_500L), (offer.PersonId, offer.ExpiresAt, offer.Total.Amount));
        Assert.True(box.Decide(offer.OrderId).Value);
        Assert.Equal(WaitingStatus.Bought, Place(first).Status);
    }

    [Fact]
    public void Places_that_come_free_by_the_clock_are_served_before_a_stranger_who_comes_at_that_moment()
    {
        box.Hold(carl, 10).Granted();
        var joined = box.Join(ada, 10).Granted();

        box.Pass(TimeSpan.FromMinutes(10));

        box.Hold(ben, 1).Refused(RefusalCode.SoldOut);
        Assert.Equal(WaitingStatus.Offered, Place(joined).Status);
    }

    [Fact]
    public void An_offer_that_ends_passes_on_in_order()
    {
        var sold = box.Sell(carl, 10);
        var (first, second) = (box.Join(ada, 2).Granted(), box.Join(ben, 2).Granted());
        var tickets = box.State.Order(sold)!.Tickets.Take(2).Select(ticket => ticket.TicketId).ToArray();

        box.Refund(sold, tickets).Granted();
        Assert.Equal((WaitingStatus.Offered, WaitingStatus.Waiting), (Place(first).Status, Place(second).Status));
        box.Now = box.State.NextDue!.Value;
        Assert.Equal(BoxOffice.Noon.AddHours(24), box.Now);
        box.EndDue();
        Assert.Equal((WaitingStatus.Passed, WaitingStatus.Offered), (Place(first).Status, Place(second).Status));

        box.Leave(ben, second.WaitingId).Granted();
        Assert.Equal((WaitingStatus.Passed, 2), (Place(second).Status, box.Stock(box.Standing).Free));
        box.Leave(ben, second.WaitingId).Granted();
    }

    [Fact]
    public void Whoever_wants_more_than_is_free_lets_the_next_one_go_first()
    {
        var sold = box.Sell(carl, 10);
        var (many, one) = (box.Join(ada, 3).Granted(), box.Join(ben).Granted());

        box.Refund(sold, [box.State.Order(sold)!.Tickets[0].TicketId]).Granted();

        Assert.Equal((WaitingStatus.Waiting, WaitingStatus.Offered), (Place(many).Status, Place(one).Status));
    }

    [Fact]
    public void An_offer_counts_against_limits_and_stands_beside_an_open_hold()
    {
        var box = new BoxOffice(concert => concert with { MaxPerPerson = 3, OfferHours = 1, TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Capacity = 3 }) });
        var last = box.Hold(carl, 3).Granted().OrderId;
        var (adas, bens) = (box.Join(ada, 2).Granted(), box.Join(ben, 2).Granted());
        var open = box.Hold(ada, 0, 1).Granted();
        box.Hold(ben, 0, 3).Granted();

        box.Release(last, carl).Granted();

        Assert.Equal((WaitingStatus.Offered, OrderStatus.Held), (box.State.Waiting(adas.WaitingId)!.Status, box.State.Order(open.OrderId)!.Status));
        Assert.Equal(box.Now.AddHours(1), box.State.Order(box.State.Waiting(adas.WaitingId)!.OrderId!.Value)!.ExpiresAt);
        box.Hold(ada, 0, 2).Refused(RefusalCode.LimitReached);
        // Ben has all he may have: when there is room for him, it is not for him.
        box.Leave(ada, adas.WaitingId).Granted();
        Assert.Equal(WaitingStatus.Passed, box.State.Waiting(bens.WaitingId)!.Status);
    }

    [Fact]
    public void More_places_and_an_ended_pre_sale_serve_the_list_too()
    {
        box.Hold(carl, 10).Granted();
        var joined = box.Join(ada, 2).Granted();
        box.Change(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Capacity = 12 }) }).Granted();
        Assert.Equal(WaitingStatus.Offered, Place(joined).Status);

        var preSale = new BoxOffice(concert => concert with { PreSale = new(0, 10, BoxOffice.Noon, BoxOffice.Noon.AddDays(1), 0, BoxOffice.Noon.AddDays(1)) });
        var waits = preSale.Join(ada, 4).Granted();
        preSale.Now = BoxOffice.Noon.AddDays(1);
        preSale.EndDue();
        Assert.Equal(WaitingStatus.Offered, preSale.State.Waiting(waits.WaitingId)!.Status);
    }

    [Fact]
    public void A_place_is_left_by_its_own_person_and_a_cancelled_event_ends_all()
    {
        box.Hold(carl, 10).Granted();
        var (first, second) = (box.Join(ada).Granted(), box.Join(ben).Granted());

        box.Leave(ben, first.WaitingId).Refused(RefusalCode.NotFound);
        box.Leave(ada, first.WaitingId).Granted();
        box.Cancel().Granted();

        Assert.Equal((WaitingStatus.Left, WaitingStatus.Passed), (Place(first).Status, Place(second).Status));
        Assert.Equal(10, box.Stock(box.Standing).Free);
        box.Join(ada).Refused(RefusalCode.EventCancelled);
    }

    [Fact]
    public void A_repeated_request_joins_once_and_a_replay_knows_the_list()
    {
        var (last, once) = (box.Hold(carl, 10).Granted().OrderId, box.NewOperation());
        var joined = box.Join(ada, operation: once).Granted();
        box.Join(ben, 4).Granted();
        Assert.Equal(joined, box.Join(ada, operation: once).Granted());
        box.Release(last, carl).Granted();
        box.Hold(carl, 5).Granted();
        box.Join(Guid.NewGuid(), 2).Granted();

        Assert.Equal(Portrait.Of(box.State, "due", "fresh"), Portrait.Of(box.Replay(), "due", "fresh"));
    }
}
