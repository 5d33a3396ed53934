using System.Collections.Immutable;
using EventTicket.Events;
using Orleans.Concurrency;

namespace EventTicket.Purchases;

/// <summary>Orders and tickets, for those whose they are and those who sold them: asked of PostgreSQL, never waking an event. Stateless; use key 0.</summary>
[Alias("IPurchasesGrain")]
public interface IPurchasesGrain : IGrainWithIntegerKey
{
    /// <summary>One order; somebody else's is not-found like an unknown one.</summary>
    [Alias("Order"), ReadOnly]
    Task<Result<Order>> Order(Guid personId, Guid orderId);

    /// <summary>The person's tickets, the newest purchase first. Refused: invalid (limit, cursor).</summary>
    [Alias("Tickets"), ReadOnly]
    Task<Result<Page<Ticket>>> Tickets(Guid personId, PageRequest page);

    /// <summary>One ticket; somebody else's is not-found like an unknown one.</summary>
    [Alias("Ticket"), ReadOnly]
    Task<Result<Ticket>> Ticket(Guid personId, Guid ticketId);

    /// <summary>The person's open order for an event, if any: to take them back to the checkout. Not-found when none.</summary>
    [Alias("OpenOrder"), ReadOnly]
    Task<Result<Order>> OpenOrder(Guid personId, Guid eventId);

    /// <summary>The person's bookings of pre-sales, the newest first. Refused: invalid (limit, cursor).</summary>
    [Alias("Bookings"), ReadOnly]
    Task<Result<Page<Booking>>> Bookings(Guid personId, PageRequest page);

    /// <summary>One booking; somebody else's is not-found like an unknown one.</summary>
    [Alias("Booking"), ReadOnly]
    Task<Result<Booking>> Booking(Guid personId, Guid bookingId);

    /// <summary>The person's places in waiting lists, and what became of them; the newest first, at most 100.</summary>
    [Alias("WaitsFor"), ReadOnly]
    Task<ImmutableArray<Waiting>> WaitsFor(Guid personId);

    /// <summary>One of them; somebody else's is not-found like an unknown one.</summary>
    [Alias("Waiting"), ReadOnly]
    Task<Result<Waiting>> Waiting(Guid personId, Guid waitingId);

    /// <summary>
    /// An order of an event that has, or had, tickets, for the event's manager or an admin; the tickets' codes are empty, for they are their owner's.
    /// Refused: not-found (not its manager, not an admin, no such order), invalid (number: several orders begin like this).
    /// </summary>
    /// <param name="number">As <see cref="OrderNumber"/> reads it.</param>
    [Alias("Sold"), ReadOnly]
    Task<Result<Order>> Sold(Caller caller, Guid eventId, string number);
}

/// <summary>held → paying → issued → paid; or released, expired, replaced; later partly-refunded, refunded, cancelled. Stored by these names.</summary>
public enum OrderStatus
{
    Held,
    Paying,
    Issued,
    Paid,
    Released,
    Expired,
    Replaced,
    PartlyRefunded,
    Refunded,
    Cancelled,
}

/// <param name="RemainingSeconds">Until the hold ends, by the database's clock; 0 when it has ended or does not matter any more.</param>
/// <param name="TurnedAway">An authorised payment was turned away because the places were gone; nothing was charged.</param>
[GenerateSerializer, Immutable, Alias("Order")]
public sealed record Order(
    [property: Id(0)] Guid OrderId,
    [property: Id(1)] EventSummary Event,
    [property: Id(2)] OrderStatus Status,
    [property: Id(3)] ImmutableArray<OrderItem> Items,
    [property: Id(4)] Money Total,
    [property: Id(5)] DateTimeOffset HeldAt,
    [property: Id(6)] DateTimeOffset HoldExpiresAt,
    [property: Id(7)] int RemainingSeconds,
    [property: Id(8)] ImmutableArray<Ticket> Tickets,
    [property: Id(9)] bool TurnedAway);

/// <param name="Address">Of the venue.</param>
[GenerateSerializer, Immutable, Alias("EventSummary")]
public sealed record EventSummary(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Title,
    [property: Id(2)] string VenueName,
    [property: Id(3)] string City,
    [property: Id(4)] DateTimeOffset StartsAt,
    [property: Id(5)] string TimeZone,
    [property: Id(6)] EventStatus Status,
    [property: Id(7)] DateTimeOffset EndsAt = default,
    [property: Id(8)] string Address = "");

/// <summary>One place, one code. Stored by these names.</summary>
public enum TicketStatus
{
    Valid,
    Used,
    Cancelled,
    Transferred,
    Frozen,
    Revoked,
}

[GenerateSerializer, Immutable, Alias("Ticket")]
public sealed record Ticket(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] string Code,
    [property: Id(2)] TicketStatus Status,
    [property: Id(3)] Guid OrderId,
    [property: Id(4)] Guid TicketTypeId,
    [property: Id(5)] string TicketType,
    [property: Id(6)] Money Price,
    [property: Id(7)] DateTimeOffset PurchasedAt,
    [property: Id(8)] EventSummary Event)
{
    /// <summary>Says nothing of the code: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(Ticket)} {TicketId}";
}
