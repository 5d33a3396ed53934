using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>Places taken out of stock for one person while they pay. The order's number is the hold's.</summary>
/// <param name="Items">With the price that was frozen when the places were held.</param>
/// <param name="RemainingSeconds">Whole seconds from the moment the places were held to <paramref name="HoldExpiresAt"/>; a repeated request repeats it.</param>
[GenerateSerializer, Immutable, Alias("TicketHold")]
public sealed record TicketHold(
    [property: Id(0)] Guid OrderId,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] ImmutableArray<OrderItem> Items,
    [property: Id(3)] Money Total,
    [property: Id(4)] DateTimeOffset HoldExpiresAt,
    [property: Id(5)] int RemainingSeconds);

/// <param name="Price">Of one place.</param>
[GenerateSerializer, Immutable, Alias("OrderItem")]
public sealed record OrderItem(
    [property: Id(0)] Guid TicketTypeId,
    [property: Id(1)] string Name,
    [property: Id(2)] int Quantity,
    [property: Id(3)] Money Price);

/// <summary>What a payment attempt has to collect, from the order, never from a request.</summary>
[GenerateSerializer, Immutable, Alias("PaymentTerms")]
public sealed record PaymentTerms(
    [property: Id(0)] Guid OrderId,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] string EventTitle,
    [property: Id(3)] ImmutableArray<OrderItem> Items,
    [property: Id(4)] Money Total,
    [property: Id(5)] DateTimeOffset HoldExpiresAt);

/// <summary>Whether an authorised attempt got its tickets. Final.</summary>
/// <param name="Issued">True: capture follows, and only capture. False: cancelling follows, and only cancelling.</param>
/// <param name="Tickets">Empty when turned away.</param>
[GenerateSerializer, Immutable, Alias("PaymentDecision")]
public sealed record PaymentDecision([property: Id(0)] bool Issued, [property: Id(1)] ImmutableArray<IssuedTicket> Tickets);

/// <summary>What was decided to be given back. The money follows by itself.</summary>
/// <param name="Tickets">Those that ended.</param>
/// <param name="Amount">What goes back; less than the tickets cost when some of it has gone back before.</param>
[GenerateSerializer, Immutable, Alias("RefundDecision")]
public sealed record RefundDecision(
    [property: Id(0)] Guid RefundId,
    [property: Id(1)] Guid OrderId,
    [property: Id(2)] ImmutableArray<Guid> Tickets,
    [property: Id(3)] Money Amount);

/// <param name="Code">26 characters of Crockford base 32: 128 random bits.</param>
[GenerateSerializer, Immutable, Alias("IssuedTicket")]
public sealed record IssuedTicket([property: Id(0)] Guid TicketId, [property: Id(1)] Guid TicketTypeId, [property: Id(2)] string Code)
{
    /// <summary>Says nothing of the code: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(IssuedTicket)} {TicketId}";
}

/// <summary>An event as its manager sees it.</summary>
/// <param name="Version">Grows with each change of the definition; the ETag.</param>
/// <param name="Stock">Of each ticket type, the places of its pre-sale among them.</param>
/// <param name="Closed">Set when the sale was closed by the safety net: what was found.</param>
/// <param name="PreSale">Where the pre-sale's places are; null when there is none.</param>
/// <param name="WithdrawnAt">Since when an admin has taken it off sale and out of the catalogue; null when it is not.</param>
[GenerateSerializer, Immutable, Alias("EventSheet")]
public sealed record EventSheet(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] Guid ManagerId,
    [property: Id(2)] EventStatus Status,
    [property: Id(3)] int Version,
    [property: Id(4)] EventDefinition Definition,
    [property: Id(5)] ImmutableArray<TypeStock> Stock,
    [property: Id(6)] string? Closed = null,
    [property: Id(7)] PreSaleStock? PreSale = null,
    [property: Id(8)] DateTimeOffset? WithdrawnAt = null);

/// <summary>free + held + booked + sold = capacity, each at least 0.</summary>
[GenerateSerializer, Immutable, Alias("TypeStock")]
public sealed record TypeStock(
    [property: Id(0)] Guid TicketTypeId,
    [property: Id(1)] int Capacity,
    [property: Id(2)] int Held,
    [property: Id(3)] int Booked,
    [property: Id(4)] int Sold)
{
    public int Free => Capacity - Held - Booked - Sold;
}
