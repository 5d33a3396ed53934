using System.Collections.Immutable;

namespace EventTicket.Purchases;

/// <summary>
/// booked → held (while its order is being paid) → paid; or lapsed, or cancelled. A hold that ends falls back to booked. A free booking is paid
/// as soon as it is booked. Stored by these names.
/// </summary>
public enum BookingStatus
{
    Booked,
    Held,
    Paid,
    Lapsed,
    Cancelled,
}

/// <summary>One person's booking of a pre-sale, as it stands.</summary>
/// <param name="Code">Of a free booking its first ticket's.</param>
/// <param name="Price">Of one place.</param>
/// <param name="OrderId">The order that pays, or paid it last; null when none was ever begun.</param>
/// <param name="Tickets">Once issued.</param>
[GenerateSerializer, Immutable, Alias("Booking")]
public sealed record Booking(
    [property: Id(0)] Guid BookingId,
    [property: Id(1)] EventSummary Event,
    [property: Id(2)] Guid TicketTypeId,
    [property: Id(3)] string TicketType,
    [property: Id(4)] string Code,
    [property: Id(5)] int Quantity,
    [property: Id(6)] Money Price,
    [property: Id(7)] BookingStatus Status,
    [property: Id(8)] Guid? OrderId,
    [property: Id(9)] DateTimeOffset PayBy,
    [property: Id(10)] DateTimeOffset BookedAt,
    [property: Id(11)] ImmutableArray<Ticket> Tickets)
{
    /// <summary>Says nothing of the code: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(Booking)} {BookingId}";
}
