using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>Follows orders by their facts alone, and counts places by adding up orders: another way than <see cref="EventState"/>, which keeps totals.</summary>
internal sealed class PlaceCount
{
    private readonly Dictionary<Guid, (Held Held, OrderStatus Status)> orders = [];
    private readonly Dictionary<Guid, Dictionary<Guid, (Guid TypeId, TicketStatus Status)>> tickets = [];
    private readonly HashSet<Guid> settled = [];
    private EventDefinition? definition;

    public void Add(Fact fact)
    {
        definition = (fact as Drafted)?.Definition ?? (fact as Changed)?.Definition ?? definition;
        if (fact is Held held)
        {
            orders.Add(held.OrderId, (held, OrderStatus.Held));
        }
        else if (fact is OrderFact about)
        {
            if (After(about) is { } status)
            {
                orders[about.OrderId] = orders[about.OrderId] with { Status = status };
            }

            if (about is Extended extended)
            {
                orders[about.OrderId] = orders[about.OrderId] with { Held = orders[about.OrderId].Held with { ExpiresAt = extended.ExpiresAt } };
            }

            Follow(about);
            if (tickets.TryGetValue(about.OrderId, out var issued))
            {
                var first = orders[about.OrderId].Held;
                orders[about.OrderId] = (first, AfterTickets([.. issued.Values.Select(ticket => ticket.Status)], first.Items.All(item => item.Price.Amount == 0), settled.Contains(about.OrderId)));
            }
        }
    }

    private static OrderStatus AfterTickets(TicketStatus[] now, bool isFree, bool isSettled)
    {
        var ended = now.Count(status => status is TicketStatus.Cancelled or TicketStatus.Revoked);
        return ended == 0 ? (isSettled ? OrderStatus.Paid : OrderStatus.Issued)
            : ended < now.Length ? OrderStatus.PartlyRefunded
            : isFree || now.Contains(TicketStatus.Revoked) ? OrderStatus.Cancelled : OrderStatus.Refunded;
    }

    /// <summary>The tickets of an order, as its facts leave them.</summary>
    public IEnumerable<(Guid TicketId, Guid TypeId, TicketStatus Status)> Tickets(Guid orderId) =>
        tickets.GetValueOrDefault(orderId)?.Select(ticket => (ticket.Key, ticket.Value.TypeId, ticket.Value.Status)) ?? [];

    /// <summary>Every order there ever was, and what became of it.</summary>
    public IEnumerable<(Held Held, OrderStatus Status)> Orders => orders.Values;

    public IEnumerable<TypeStock> Stock => (definition?.TicketTypes ?? []).Select(type => new TypeStock(type.TicketTypeId, type.Capacity,
        Places(type.TicketTypeId, OrderStatus.Held, OrderStatus.Paying), 0,
        tickets.Values.SelectMany(order => order.Values).Count(ticket => ticket.TypeId == type.TicketTypeId && ticket.Status is not (TicketStatus.Cancelled or TicketStatus.Revoked))));

    private void Follow(OrderFact fact)
    {
        switch (fact)
        {
            case Confirmed confirmed:
                tickets.Add(confirmed.OrderId, confirmed.Tickets.ToDictionary(ticket => ticket.TicketId, ticket => (ticket.TicketTypeId, TicketStatus.Valid)));
                break;
            case Refunded refunded:
                Turn(refunded.OrderId, TicketStatus.Cancelled, (id, _) => refunded.Tickets.Contains(id));
                break;
            case Settled:
                settled.Add(fact.OrderId);
                break;
            case Revoked:
                Turn(fact.OrderId, TicketStatus.Revoked, (_, status) => status is TicketStatus.Valid or TicketStatus.Frozen);
                break;
            case Frozen:
                Turn(fact.OrderId, TicketStatus.Frozen, (_, status) => status == TicketStatus.Valid);
                break;
            case Thawed:
                Turn(fact.OrderId, TicketStatus.Valid, (_, status) => status == TicketStatus.Frozen);
                break;
        }
    }

    private void Turn(Guid orderId, TicketStatus to, Func<Guid, TicketStatus, bool> which)
    {
        var order = tickets[orderId];
        foreach (var (id, ticket) in order.ToList())
        {
            order[id] = which(id, ticket.Status) ? ticket with { Status = to } : ticket;
        }
    }

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
        TurnedAway or Extended or Refunded or Revoked or Frozen or Thawed => null,
        _ => throw new InvalidOperationException($"What does {fact.GetType().Name} do to an order?"),
    };
}
