using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

public sealed class OrderClockTests
{
    private static readonly DateTimeOffset Noon = BoxOffice.Noon;

    private readonly OrderClock clock = new();

    [Fact]
    public void Orders_come_up_in_time_however_many_were_paid_meanwhile()
    {
        var random = new Random(7);
        List<OrderState> running = [];
        foreach (var order in Enumerable.Range(0, 2_500).Select(_ => Order(Noon.AddSeconds(random.Next(600)))))
        {
            clock.Add(order);
            if (random.Next(10) > 0)
            {
                order.Status = OrderStatus.Paid;
            }
            else
            {
                running.Add(order);
            }
        }

        List<DateTimeOffset> seen = [];
        while (clock.Next is { } next)
        {
            Assert.Equal(next, clock.Take().ExpiresAt);
            seen.Add(next);
        }

        Assert.Equal(running.Select(order => order.ExpiresAt).Order(), seen);
    }

    [Fact]
    public void An_order_that_got_more_time_comes_up_once_and_later()
    {
        var order = Order(Noon);
        clock.Add(order);
        order.ExpiresAt = Noon.AddMinutes(10);
        clock.Add(order);

        Assert.Equal(Noon.AddMinutes(10), clock.Next);
        Assert.Same(order, clock.Take());
        Assert.Null(clock.Next);
    }

    private static OrderState Order(DateTimeOffset expires)
    {
        OrderItem item = new(Guid.NewGuid(), "Seat", 1, new Money(1_000, "EUR"));
        return new(new Held(Noon, Guid.NewGuid(), Guid.NewGuid(), [item], expires, null), new OrderContent([item], []));
    }
}
