using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>All that a manager decides about an event. Times in UTC; shown in <see cref="TimeZone"/>.</summary>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Description">Plain text, up to 10,000 characters; paragraphs are separated by blank lines.</param>
/// <param name="EndsAt">After <paramref name="StartsAt"/>.</param>
/// <param name="TimeZone">The venue's IANA time zone, such as <c>Europe/Rome</c>.</param>
/// <param name="Currency">ISO 4217; never changes once published.</param>
/// <param name="TicketTypes">1 to 50.</param>
/// <param name="MaxPerPerson">1 to 1,000 places per person across the event.</param>
/// <param name="HoldMinutes">2 to 30.</param>
/// <param name="PreSale">Null for none.</param>
/// <param name="OfferHours">How long a place is on offer to somebody of the waiting list, 1 to 72.</param>
[GenerateSerializer, Immutable, Alias("EventDefinition")]
public sealed record EventDefinition(
    [property: Id(0)] string Title,
    [property: Id(1)] string Description,
    [property: Id(2)] Guid CategoryId,
    [property: Id(3)] Venue Venue,
    [property: Id(4)] DateTimeOffset StartsAt,
    [property: Id(5)] DateTimeOffset EndsAt,
    [property: Id(6)] string TimeZone,
    [property: Id(7)] string Currency,
    [property: Id(8)] ImmutableArray<TicketType> TicketTypes,
    [property: Id(9)] int MaxPerPerson = 10,
    [property: Id(10)] int HoldMinutes = 10,
    [property: Id(11)] PreSale? PreSale = null,
    [property: Id(12)] int OfferHours = 24);

[GenerateSerializer, Immutable, Alias("Venue")]
public sealed record Venue([property: Id(0)] string Name, [property: Id(1)] string Address, [property: Id(2)] string City);

/// <summary>A named price with a capacity of its own.</summary>
/// <param name="TicketTypeId">Made when the type is first added; a change names the type by it. <see cref="Guid.Empty"/> asks for a new one.</param>
/// <param name="Price">Minor units of the event's currency, 0 to 99,999,999; 0 is free.</param>
/// <param name="Capacity">0 to 1,000,000 places.</param>
/// <param name="MaxPerPerson">Beside the event's own limit; null for none.</param>
/// <param name="SalesStartsAt">Null: on sale as soon as the event is published.</param>
/// <param name="SalesEndsAt">Null: until the event ends. Exclusive.</param>
/// <param name="Hidden">Only there for whoever names an access code.</param>
[GenerateSerializer, Immutable, Alias("TicketType")]
public sealed record TicketType(
    [property: Id(0)] Guid TicketTypeId,
    [property: Id(1)] string Name,
    [property: Id(2)] long Price,
    [property: Id(3)] int Capacity,
    [property: Id(4)] int? MaxPerPerson = null,
    [property: Id(5)] DateTimeOffset? SalesStartsAt = null,
    [property: Id(6)] DateTimeOffset? SalesEndsAt = null,
    [property: Id(7)] bool Hidden = false);

/// <summary>Where an event stands. On sale is a window of time and read off the clock, not a status.</summary>
public enum EventStatus
{
    Draft = 0,
    Published = 1,
    Cancelled = 2,

    /// <summary>Published and past its end; never stored.</summary>
    Ended = 3,
}
