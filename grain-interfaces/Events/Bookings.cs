using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Book places of the pre-sale for one person.</summary>
/// <param name="Quantity">At least 1.</param>
[GenerateSerializer, Immutable, Alias("BookPreSale")]
public sealed record BookPreSale([property: Id(0)] Operation Operation, [property: Id(1)] Guid PersonId, [property: Id(2)] int Quantity);

/// <summary>Hold the places of a booking while they are paid, as an order.</summary>
[GenerateSerializer, Immutable, Alias("HoldBooking")]
public sealed record HoldBooking([property: Id(0)] Operation Operation, [property: Id(1)] Guid PersonId, [property: Id(2)] Guid BookingId);

[GenerateSerializer, Immutable, Alias("CancelBooking")]
public sealed record CancelBooking([property: Id(0)] Guid PersonId, [property: Id(1)] Guid BookingId);

/// <summary>What one person booked, as it was when they booked it.</summary>
/// <param name="Code">128 random bits as 26 characters; of a free booking its first ticket's.</param>
/// <param name="Price">Of one place.</param>
/// <param name="Tickets">Issued at once where the price is 0; else empty.</param>
[GenerateSerializer, Immutable, Alias("BookedPlaces")]
public sealed record BookedPlaces(
    [property: Id(0)] Guid BookingId,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] string Code,
    [property: Id(3)] int Quantity,
    [property: Id(4)] Money Price,
    [property: Id(5)] DateTimeOffset PayBy,
    [property: Id(6)] ImmutableArray<IssuedTicket> Tickets)
{
    /// <summary>Says nothing of the code: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(BookedPlaces)} {BookingId}";
}
