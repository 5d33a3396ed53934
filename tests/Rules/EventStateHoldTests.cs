using EventTicket.Events;

namespace EventTicket.Tests.Rules;

public sealed class EventStateHoldTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();
    private readonly Guid bob = Guid.NewGuid();

    [Fact]
    public void Held_places_leave_the_stock_at_the_price_of_that_moment()
    {
        var hold = box.Hold(ada, standing: 3, seated: 1).Granted();

        Assert.Equal(box.State.EventId, hold.EventId);
        Assert.Equal(
            [new OrderItem(box.Standing, "Standing", 3, new Money(2_500, "GBP")), new OrderItem(box.Seated, "Seated", 1, new Money(4_000, "GBP"))],
            hold.Items);
        Assert.Equal(new Money(11_500, "GBP"), hold.Total);
        Assert.Equal(BoxOffice.Noon.AddMinutes(10), hold.HoldExpiresAt);
        Assert.Equal(600, hold.RemainingSeconds);
        Assert.Equal(new TypeStock(box.Standing, 10, 3, 0, 0), box.Stock(box.Standing));
        Assert.Equal(new TypeStock(box.Seated, 5, 1, 0, 0), box.Stock(box.Seated));
    }

    [Fact]
    public void The_last_place_can_be_held_and_the_one_after_it_not()
    {
        box.Hold(ada, standing: 9).Granted();

        box.Hold(bob, standing: 2).Refused(RefusalCode.SoldOut);
        box.Hold(bob, standing: 1).Granted();
        box.Hold(Guid.NewGuid(), standing: 1).Refused(RefusalCode.SoldOut);
    }

    [Fact]
    public void Sold_places_stay_out_of_the_stock()
    {
        box.Sell(ada, standing: 9);

        box.Hold(bob, standing: 2).Refused(RefusalCode.SoldOut);
    }

    [Fact]
    public void All_items_are_held_or_none()
    {
        box.Hold(ada, standing: 0, seated: 4).Granted();

        box.Hold(bob, standing: 2, seated: 2).Refused(RefusalCode.SoldOut);

        Assert.Equal(0, box.Stock(box.Standing).Held);
        Assert.Equal(4, box.Stock(box.Seated).Held);
    }

    [Fact]
    public void What_is_not_published_is_not_found()
    {
        var draft = new BoxOffice(publish: false);
        draft.Hold(ada, standing: 1).Refused(RefusalCode.NotFound);

        var unknown = new EventState(Guid.NewGuid());
        unknown.Hold(new HoldTickets(new("key", "asked"), ada, [new(box.Standing, 1)]), box.Now).Refused(RefusalCode.NotFound);
        Assert.False(unknown.Exists);
        Assert.Empty(unknown.TakeFresh());
    }

    /// <summary>A request, from the ids of the two ticket types, and the fields that are wrong with it.</summary>
    public static TheoryData<string, Func<Guid, Guid, HoldItem[]>, string[]> Requests => new()
    {
        { "nothing", (_, _) => [], ["items"] },
        { "51 items", (standing, _) => [.. Enumerable.Range(0, 51).Select(_ => new HoldItem(standing, 1))], ["items"] },
        { "quantity 0", (standing, _) => [new(standing, 0)], ["items[0].quantity"] },
        { "quantity -2", (standing, seated) => [new(seated, 1), new(standing, -2)], ["items[1].quantity"] },
        { "the smallest number", (standing, _) => [new(standing, int.MinValue)], ["items[0].quantity"] },
        { "a foreign type", (_, _) => [new(Guid.NewGuid(), 1)], ["items[0].ticketTypeId"] },
        { "no type", (standing, _) => [new(standing, 1), new(Guid.Empty, 1)], ["items[1].ticketTypeId"] },
        { "a type twice", (standing, seated) => [new(standing, 1), new(seated, 1), new(standing, 1)], ["items[2].ticketTypeId"] },
        { "two things wrong", (standing, _) => [new(standing, 0), new(Guid.NewGuid(), -1)], ["items[0].quantity", "items[1].ticketTypeId", "items[1].quantity"] },
    };

    [Theory, MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public void A_request_that_makes_no_sense_is_told_which_field_is_wrong(string request, Func<Guid, Guid, HoldItem[]> items, string[] wrong)
    {
        Assert.NotEmpty(request);

        box.Hold(ada, null, items(box.Standing, box.Seated)).Wrong(wrong);
    }

    [Fact]
    public void Items_left_out_are_wrong_too() =>
        box.State.Hold(new HoldTickets(new("key", "asked"), ada, default), box.Now).Wrong("items");

    [Fact]
    public void Nothing_is_held_when_the_safety_net_has_closed_the_sale()
    {
        box.State.Closed = "the stock did not add up";

        box.Hold(ada, standing: 1).Refused(RefusalCode.NotOnSale);
    }

    [Fact]
    public void A_new_price_does_not_touch_a_hold()
    {
        var order = box.Hold(ada, standing: 2).Granted().OrderId;

        box.Change(concert => concert with { TicketTypes = concert.TicketTypes.SetItem(0, concert.TicketTypes[0] with { Price = 9_900 }) }).Granted();

        Assert.Equal(5_000, box.StartPayment(order, ada).Granted().Total.Amount);
        Assert.Equal(9_900, box.Hold(bob, standing: 1).Granted().Total.Amount);
    }
}
