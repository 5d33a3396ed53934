using System.Collections.Immutable;

namespace EventTicket.Catalogue;

/// <summary>What is left of one event, without what only its page shows.</summary>
/// <param name="Status">Never a draft.</param>
/// <param name="TicketTypes">Those that everybody may see; hidden ones are not among them.</param>
/// <param name="Now">The moment it was read, by the database's clock.</param>
[GenerateSerializer, Immutable, Alias("EventPlaces")]
public sealed record EventPlaces(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] Events.EventStatus Status,
    [property: Id(2)] ImmutableArray<TypeOnSale> TicketTypes,
    [property: Id(3)] DateTimeOffset Now);
