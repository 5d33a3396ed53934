using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>Follows orders by their facts alone, and counts places by adding up orders: another way than <see cref="EventState"/>, which keeps totals.</summary>
internal sealed class PlaceCount
{
    private readonly Dictionary<Guid, (Held Held, OrderStatus Status)> orders = [];
    private EventDefinition? definition;

    public void Add(Fact fact)
    {
        definition = (fact as Drafted)?.Definition ?? (fact as Changed)?.Definition ?? definition;
        if (fact is Held held)
        {
            orders.Add(held.OrderId, (held, OrderStatus.Held));
        }
        else if (fact is OrderFact about && After(about) is { } status)
        {
            orders[about.OrderId] = orders[about.OrderId] with { Status = status };
        }
    }

    /// <summary>Every order there ever was, and what became of it.</summary>
    public IEnumerable<(Held Held, OrderStatus Status)> Orders => orders.Values;

    public IEnumerable<TypeStock> Stock => (definition?.TicketTypes ?? []).Select(type => new TypeStock(type.TicketTypeId, type.Capacity,
        Places(type.TicketTypeId, OrderStatus.Held, OrderStatus.Paying), 0, Places(type.TicketTypeId, OrderStatus.Issued, OrderStatus.Paid)));

    private int Places(Guid typeId, params OrderStatus[] statuses) => orders.Values
        .Where(order => statuses.Contains(order.Status))
        .SelectMany(order => order.Held.Items)
        .Where(item => item.TicketTypeId == typeId)
        .Sum(item => item.Quantity);

    private static OrderStatus? After(OrderFact fact) => fact switch
    {
        PaymentClosed => OrderStatus.Held,
        PaymentOpened => OrderStatus.Paying,
        Released => OrderStatus.Released,
        Replaced => OrderStatus.Replaced,
        Expired => OrderStatus.Expired,
        Confirmed => OrderStatus.Issued,
        Settled => OrderStatus.Paid,
        TurnedAway => null,
        _ => throw new InvalidOperationException($"What does {fact.GetType().Name} do to an order?"),
    };
}
