using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class EventStateExtraTimeTests
{
    private readonly BoxOffice box = new();
    private readonly Guid ada = Guid.NewGuid();

    [Fact]
    public void A_buyer_who_finds_the_provider_away_has_ten_more_minutes_once()
    {
        var hold = box.Hold(ada, 2).Granted();

        FindProviderAway(hold.OrderId, 1);
        FindProviderAway(hold.OrderId, 2);

        Assert.Equal(hold.HoldExpiresAt.AddMinutes(10), box.State.Order(hold.OrderId)!.ExpiresAt);
        box.Pass(TimeSpan.FromMinutes(19));
        Assert.Empty(box.EndDue());
        Assert.Equal(OrderStatus.Held, box.State.Order(hold.OrderId)!.Status);
        box.Pass(TimeSpan.FromMinutes(1));
        box.EndDue();
        Assert.Equal(OrderStatus.Expired, box.State.Order(hold.OrderId)!.Status);
    }

    [Fact]
    public void Other_places_instead_bring_no_more_time()
    {
        var hold = box.Hold(ada, 2).Granted();
        FindProviderAway(hold.OrderId, 1);
        var other = box.Hold(ada, 1).Granted();
        Assert.Equal(hold.HoldExpiresAt.AddMinutes(10), other.HoldExpiresAt);

        FindProviderAway(other.OrderId, 1);

        Assert.Equal(other.HoldExpiresAt, box.State.Order(other.OrderId)!.ExpiresAt);
    }

    [Fact]
    public void A_hold_of_its_own_later_has_extra_time_of_its_own()
    {
        var first = box.Hold(ada, 2).Granted();
        FindProviderAway(first.OrderId, 1);
        box.Release(first.OrderId, ada).Granted();
        var second = box.Hold(ada, 2).Granted();

        FindProviderAway(second.OrderId, 1);

        Assert.Equal(second.HoldExpiresAt.AddMinutes(10), box.State.Order(second.OrderId)!.ExpiresAt);
    }

    [Fact]
    public void A_declined_card_brings_no_more_time()
    {
        var hold = box.Hold(ada, 2).Granted();
        box.StartPayment(hold.OrderId, ada).Granted();

        box.ClosePayment(hold.OrderId).Granted();

        Assert.Equal(hold.HoldExpiresAt, box.State.Order(hold.OrderId)!.ExpiresAt);
    }

    private void FindProviderAway(Guid orderId, int attempt)
    {
        box.StartPayment(orderId, ada, attempt).Granted();
        box.ClosePayment(orderId, attempt, providerAway: true).Granted();
    }
}
