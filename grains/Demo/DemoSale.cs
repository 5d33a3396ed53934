using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Purchases;
using EventTicket.Queries;
using Microsoft.Extensions.Logging;

namespace EventTicket.Demo;

/// <summary>One buyer's order of demo places.</summary>
internal sealed record DemoOrder(Guid Person, string Type, int Places)
{
    // Groups of four at most, as people come.
    private const int Group = 4;

    /// <summary>Every order of an event: the demo user's, then as many buyers as it takes.</summary>
    public static ImmutableArray<DemoOrder> Of(DemoEvent demo, Guid eventId, Guid demoUser)
    {
        var orders = ImmutableArray.CreateBuilder<DemoOrder>();
        foreach (var (type, first) in demo.Types.Select((type, i) => (type, i == 0)))
        {
            var left = type.Sold;
            if (first && demo.ForDemoUser > 0)
            {
                orders.Add(new(demoUser, type.Name, demo.ForDemoUser));
                left -= demo.ForDemoUser;
            }

            for (var most = Math.Min(Group, Math.Min(demo.MaxPerPerson, type.MaxPerPerson ?? Group)); left > 0; left -= orders[^1].Places)
            {
                orders.Add(new(DemoIds.Buyer(eventId, orders.Count), type.Name, Math.Min(left, most)));
            }
        }

        return orders.ToImmutable();
    }
}

/// <summary>Buys demo places the way the payment of an order does, without a provider: hold, open a payment, get the tickets.</summary>
internal sealed class DemoSale(IGrainFactory grains, ILogger<DemoSale> log)
{
    private const int Attempt = 1;

    /// <summary>Takes one order as far as it goes; one that broke off is taken up where it stopped.</summary>
    /// <param name="before">The buyer's latest order at this event, with its status as stored.</param>
    public async Task Buy(Guid eventId, DemoOrder order, Guid ticketType, (Guid Order, string Status)? before)
    {
        switch (before is { } known ? StoredNames.Read<OrderStatus>(known.Status) : OrderStatus.Expired)
        {
            case OrderStatus.Issued:
                await grains.Event(eventId).Settle(new(before!.Value.Order, Attempt));
                return;
            case OrderStatus.Paying:
                await Finish(eventId, before!.Value.Order);
                return;
            case OrderStatus.Held or OrderStatus.Released or OrderStatus.Expired or OrderStatus.Replaced:
                break;
            default:
                return;
        }

        // A key of its own each time: a hold of an earlier start may have run out, and must not be answered again.
        var held = await grains.Event(eventId).Hold(new(new($"demo {Guid.NewGuid():N}", "demo"), order.Person, [new(ticketType, order.Places)]));
        if (!held.Succeeded)
        {
            // On a demo that has been used for a while, real buyers may have been faster, or the event may be over.
            log.LogDebug("Demo places of {EventId} were not held: {Refusal}", eventId, held.Refusal.Code);
            return;
        }

        var terms = await grains.Event(eventId).StartPayment(new(held.Value.OrderId, order.Person, Attempt));
        if (terms.Succeeded)
        {
            await Finish(eventId, held.Value.OrderId);
        }
    }

    private async Task Finish(Guid eventId, Guid orderId)
    {
        var decision = await grains.Event(eventId).Decide(new(orderId, Attempt));
        if (decision is { Value.Issued: true })
        {
            await grains.Event(eventId).Settle(new(orderId, Attempt));
        }
    }
}
