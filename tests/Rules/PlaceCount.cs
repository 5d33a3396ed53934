using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Tests.Rules;

/// <summary>Follows orders by their facts alone, and counts places by adding up orders: another way than <see cref="EventState"/>, which keeps totals.</summary>
internal sealed class PlaceCount
{
    private readonly Dictionary<Guid, (Held Held, OrderStatus Status)> orders = [];
    private readonly Dictionary<Guid, Dictionary<Guid, (Guid TypeId, TicketStatus Status)>> tickets = [];
    private readonly HashSet<Guid> settled = [];
    private readonly Dictionary<Guid, Booking> bookings = [];
    private readonly HashSet<Guid> ofPreSale = [];
    private readonly HashSet<Guid> disputed = [];
    private EventDefinition? definition;
    private bool handedOver;

    private sealed record Booking(Booked Fact, bool HasEnded = false, Guid? PaidBy = null);

    public void Add(Fact fact)
    {
        definition = (fact as Drafted)?.Definition ?? (fact as Changed)?.Definition ?? definition;
        handedOver |= fact is HandedOver;
        if (fact is BookingFact ofBooking)
        {
            bookings[ofBooking.BookingId] = fact is Booked booked ? new Booking(booked) : bookings[ofBooking.BookingId] with { HasEnded = true };
        }

        if (fact is Held held)
        {
            orders.Add(held.OrderId, (held, OrderStatus.Held));
        }
        else if (fact is OrderFact about)
        {
            Pay(about);
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
        now = [.. now.Where(status => status != TicketStatus.Transferred)];
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

    /// <summary>One row for each ticket type, and one for the pre-sale; its places are not the type's.</summary>
    public IEnumerable<TypeStock> Stock(Guid eventId)
    {
        var preSale = PreSale(eventId);
        var types = (definition?.TicketTypes ?? []).Select((type, index) => new TypeStock(
            type.TicketTypeId, type.Capacity - (definition!.PreSale?.TicketType == index ? preSale!.Capacity : 0), OpenPlaces(type.TicketTypeId), 0,
            Valid(tickets.Where(order => !ofPreSale.Contains(order.Key))).Count(ticket => ticket.TypeId == type.TicketTypeId)));
        return preSale is null ? types : types.Append(preSale);
    }

    /// <summary>What each booking has become.</summary>
    public IEnumerable<(Booked Booking, BookingStatus Status)> Bookings => bookings.Values.Select(booking => (booking.Fact,
        booking.HasEnded ? BookingStatus.Lapsed : booking.PaidBy is { } order ? (Valid(tickets.Where(one => one.Key == order)).Any() ? BookingStatus.Paid : BookingStatus.Cancelled)
        : OpenOrderOf(booking) ? BookingStatus.Held : BookingStatus.Booked));

    /// <summary>Open holds and orders with tickets, refunded ones too, that use the code.</summary>
    public int Uses(Guid codeId) => orders.Values.Count(order => order.Held.Codes.Contains(codeId) && (IsOpen(order.Status) || tickets.ContainsKey(order.Held.OrderId)));

    private TypeStock? PreSale(Guid eventId)
    {
        if (definition?.PreSale is not { } terms)
        {
            return null;
        }

        var waiting = bookings.Values.Where(booking => booking is { HasEnded: false, PaidBy: null }).ToList();
        var held = waiting.Where(OpenOrderOf).Sum(booking => booking.Fact.Places);
        var booked = waiting.Sum(booking => booking.Fact.Places) - held;
        var sold = Valid(tickets.Where(order => ofPreSale.Contains(order.Key))).Count();
        return new TypeStock(eventId, handedOver ? held + booked + sold : terms.Capacity, held, booked, sold);
    }

    // Money that comes late pays the booking if that still waits and no other order has it; else it is an order like any other.
    private void Pay(OrderFact fact)
    {
        if (fact is Confirmed && orders[fact.OrderId].Held.BookingId is { } id && bookings[id] is { HasEnded: false, PaidBy: null } booking
            && !orders.Values.Any(order => order.Held.OrderId != fact.OrderId && order.Held.BookingId == id && IsOpen(order.Status)))
        {
            bookings[id] = booking with { PaidBy = fact.OrderId };
            ofPreSale.Add(fact.OrderId);
        }
    }

    private bool OpenOrderOf(Booking booking) => orders.Values.Any(order => order.Held.BookingId == booking.Fact.BookingId && IsOpen(order.Status));

    private static bool IsOpen(OrderStatus status) => status is OrderStatus.Held or OrderStatus.Paying;

    private static IEnumerable<(Guid TypeId, TicketStatus Status)> Valid(IEnumerable<KeyValuePair<Guid, Dictionary<Guid, (Guid TypeId, TicketStatus Status)>>> of) =>
        of.SelectMany(order => order.Value.Values).Where(ticket => ticket.Status is not (TicketStatus.Cancelled or TicketStatus.Revoked or TicketStatus.Transferred));

    private void Follow(OrderFact fact)
    {
        switch (fact)
        {
            case Confirmed confirmed:
                tickets.Add(confirmed.OrderId, confirmed.Tickets.ToDictionary(ticket => ticket.TicketId, ticket => (ticket.TicketTypeId, TicketStatus.Valid)));
                break;
            case Refunded refunded:
                _ = refunded.Cause == RefundCause.DisputeLost && disputed.Remove(fact.OrderId);
                Turn(refunded.OrderId, TicketStatus.Cancelled, (id, _) => refunded.Tickets.Contains(id));
                break;
            case Settled:
                settled.Add(fact.OrderId);
                break;
            case Revoked:
                Turn(fact.OrderId, TicketStatus.Revoked, (_, status) => status is TicketStatus.Valid or TicketStatus.Frozen);
                break;
            case Transferred given:
                Turn(fact.OrderId, TicketStatus.Transferred, (id, _) => id == given.TicketId);
                tickets[fact.OrderId].Add(given.Successor.TicketId, (given.Successor.TicketTypeId, TicketStatus.Valid));
                break;
            case CheckedIn entered:
                Turn(fact.OrderId, TicketStatus.Used, (id, _) => id == entered.TicketId);
                break;
            case CheckInUndone undone:
                Turn(fact.OrderId, disputed.Contains(fact.OrderId) ? TicketStatus.Frozen : TicketStatus.Valid, (id, _) => id == undone.TicketId);
                break;
            case Frozen:
                disputed.Add(fact.OrderId);
                Turn(fact.OrderId, TicketStatus.Frozen, (_, status) => status == TicketStatus.Valid);
                break;
            case Thawed:
                disputed.Remove(fact.OrderId);
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

    private int OpenPlaces(Guid typeId) => orders.Values
        .Where(order => IsOpen(order.Status) && order.Held.BookingId is null)
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
        TurnedAway or Extended or Refunded or Revoked or Frozen or Thawed or DoorFact or Transferred => null,
        _ => throw new InvalidOperationException($"What does {fact.GetType().Name} do to an order?"),
    };
}
