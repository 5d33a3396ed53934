namespace EventTicket.Events;

/// <summary>Places of one ticket type that are kept back and can be booked before the general sale. <c>opensAt &lt; closesAt ≤ payBy ≤ startsAt</c>.</summary>
/// <param name="TicketType">Whose places they are: its place in <see cref="EventDefinition.TicketTypes"/>, from 0.</param>
/// <param name="Capacity">1 up to the ticket type's own capacity, of which it is a part.</param>
/// <param name="ClosesAt">Exclusive. What was never booked then goes to the general sale.</param>
/// <param name="Price">Of one place, in minor units of the event's currency; at 0 the tickets are issued with the booking.</param>
/// <param name="PayBy">Exclusive. What is booked and not paid then goes to the general sale.</param>
/// <param name="MaxPerPerson">Beside the ticket type's and the event's own limits; null for none.</param>
[GenerateSerializer, Immutable, Alias("PreSale")]
public sealed record PreSale(
    [property: Id(0)] int TicketType,
    [property: Id(1)] int Capacity,
    [property: Id(2)] DateTimeOffset OpensAt,
    [property: Id(3)] DateTimeOffset ClosesAt,
    [property: Id(4)] long Price,
    [property: Id(5)] DateTimeOffset PayBy,
    [property: Id(6)] int? MaxPerPerson = null);

/// <summary>Where the pre-sale's places are. free + held + booked + sold = capacity, each at least 0.</summary>
/// <param name="Capacity">Places that are still the pre-sale's; what was handed over to the general sale is not.</param>
/// <param name="IsClosed">What is free from here on is handed over at once.</param>
[GenerateSerializer, Immutable, Alias("PreSaleStock")]
public sealed record PreSaleStock(
    [property: Id(0)] int Capacity,
    [property: Id(1)] int Held,
    [property: Id(2)] int Booked,
    [property: Id(3)] int Sold,
    [property: Id(4)] bool IsClosed)
{
    public int Free => Capacity - Held - Booked - Sold;
}
