using System.Collections.Immutable;
using Orleans.Concurrency;

namespace EventTicket.Catalogue;

/// <summary>What anyone may read: asked of PostgreSQL, never waking an event. Stateless; use key 0.</summary>
[Alias("ICatalogueGrain")]
public interface ICatalogueGrain : IGrainWithIntegerKey
{
    /// <summary>All categories, by name.</summary>
    [Alias("Categories"), ReadOnly]
    Task<ImmutableArray<Category>> Categories();

    /// <summary>Published events, soonest first. Refused: invalid (limit, cursor).</summary>
    [Alias("Search"), ReadOnly]
    Task<Result<EventList>> Search(SearchEvents request);

    /// <summary>One published, ended or cancelled event; a draft is not-found.</summary>
    [Alias("Event"), ReadOnly]
    Task<Result<EventPage>> Event(Guid eventId);

    /// <summary>The same for somebody with a code: what an access code unlocks is there too. A code the event does not have unlocks nothing.</summary>
    [Alias("EventWithCode"), ReadOnly]
    Task<Result<EventPage>> EventWithCode(Guid eventId, Sensitive code);

    /// <summary>What is left of these events, in one question. Those that nobody may see (drafts, withdrawn ones) are left out.</summary>
    [Alias("Places"), ReadOnly]
    Task<ImmutableArray<EventPlaces>> Places(ImmutableArray<Guid> eventIds);
}

[GenerateSerializer, Immutable, Alias("Category")]
public sealed record Category([property: Id(0)] Guid CategoryId, [property: Id(1)] string Name);

/// <summary>What to look for; all conditions together.</summary>
/// <param name="Query">Words, full text over title, description, venue, city and category; prefixes count for the last word.</param>
/// <param name="Category">Its id.</param>
/// <param name="City">Exact, in any case.</param>
/// <param name="From">Events that start at or after; null: what has not ended.</param>
/// <param name="To">Events that start before; null: no bound.</param>
[GenerateSerializer, Immutable, Alias("SearchEvents")]
public sealed record SearchEvents(
    [property: Id(0)] PageRequest Page,
    [property: Id(1)] string? Query = null,
    [property: Id(2)] Guid? Category = null,
    [property: Id(3)] string? City = null,
    [property: Id(4)] DateTimeOffset? From = null,
    [property: Id(5)] DateTimeOffset? To = null);

/// <param name="Found">How many events match in all, counted to <see cref="CountedAtMost"/> at most.</param>
/// <param name="Cities">Every city with an event that has not ended, by name, at most 100; for the filter.</param>
[GenerateSerializer, Immutable, Alias("EventList")]
public sealed record EventList(
    [property: Id(0)] Page<EventCard> Events,
    [property: Id(1)] int Found,
    [property: Id(2)] ImmutableArray<string> Cities)
{
    public const int CountedAtMost = 100;
}

/// <param name="FromPrice">The lowest price of a ticket type.</param>
/// <param name="Available">Free places of all ticket types that are on sale now or later.</param>
/// <param name="Capacity">Places of all ticket types.</param>
/// <param name="SalesStartAt">When the first window opens, if none is open yet.</param>
/// <param name="SeveralPrices">Whether another ticket type costs more than <paramref name="FromPrice"/>.</param>
/// <param name="OnSale">Whether any ticket type's window is open now.</param>
[GenerateSerializer, Immutable, Alias("EventCard")]
public sealed record EventCard(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Title,
    [property: Id(2)] Category Category,
    [property: Id(3)] string City,
    [property: Id(4)] string VenueName,
    [property: Id(5)] DateTimeOffset StartsAt,
    [property: Id(6)] string TimeZone,
    [property: Id(7)] Events.EventStatus Status,
    [property: Id(8)] Money FromPrice,
    [property: Id(9)] int Available,
    [property: Id(10)] int Capacity,
    [property: Id(11)] bool OnSale,
    [property: Id(12)] DateTimeOffset? SalesStartAt,
    [property: Id(13)] bool SeveralPrices);

/// <param name="PreSale">Null when it has none.</param>
/// <param name="Code">The code it was asked with, if any.</param>
/// <param name="Now">The moment the page was read, by the database's clock.</param>
[GenerateSerializer, Immutable, Alias("EventPage")]
public sealed record EventPage(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Title,
    [property: Id(2)] string Description,
    [property: Id(3)] Category Category,
    [property: Id(4)] Events.Venue Venue,
    [property: Id(5)] DateTimeOffset StartsAt,
    [property: Id(6)] DateTimeOffset EndsAt,
    [property: Id(7)] string TimeZone,
    [property: Id(8)] Events.EventStatus Status,
    [property: Id(9)] int MaxPerPerson,
    [property: Id(10)] ImmutableArray<TypeOnSale> TicketTypes,
    [property: Id(11)] string ManagerName,
    [property: Id(12)] int HoldMinutes,
    [property: Id(13)] DateTimeOffset Now,
    [property: Id(14)] PreSaleOffer? PreSale = null,
    [property: Id(15)] CodeOffer? Code = null);

/// <summary>What a code would do, by what is known of it outside its event.</summary>
/// <param name="Kind">Null: the event has no such code.</param>
/// <param name="Value">Hundredths, or minor units of the event's currency.</param>
/// <param name="TicketTypes">None for all.</param>
[GenerateSerializer, Immutable, Alias("CodeOffer")]
public sealed record CodeOffer(
    [property: Id(0)] string Text,
    [property: Id(1)] Events.CodeKind? Kind,
    [property: Id(2)] long Value,
    [property: Id(3)] ImmutableArray<Guid> TicketTypes,
    [property: Id(4)] DateTimeOffset? From = null,
    [property: Id(5)] DateTimeOffset? Until = null);

/// <summary>An event's pre-sale, for those who may book.</summary>
/// <param name="Capacity">As many places were kept back.</param>
/// <param name="Available">Places that can still be booked, at most a second old; 0 once it has closed.</param>
/// <param name="Price">Of one place.</param>
[GenerateSerializer, Immutable, Alias("PreSaleOffer")]
public sealed record PreSaleOffer(
    [property: Id(0)] Guid TicketTypeId,
    [property: Id(1)] int Capacity,
    [property: Id(2)] int Available,
    [property: Id(3)] DateTimeOffset OpensAt,
    [property: Id(4)] DateTimeOffset ClosesAt,
    [property: Id(5)] Money Price,
    [property: Id(6)] DateTimeOffset PayBy,
    [property: Id(7)] int? MaxPerPerson);

/// <param name="Available">Free places, at most a second old.</param>
[GenerateSerializer, Immutable, Alias("TypeOnSale")]
public sealed record TypeOnSale(
    [property: Id(0)] Guid TicketTypeId,
    [property: Id(1)] string Name,
    [property: Id(2)] Money Price,
    [property: Id(3)] int Available,
    [property: Id(4)] int Capacity,
    [property: Id(5)] DateTimeOffset? SalesStartsAt,
    [property: Id(6)] DateTimeOffset? SalesEndsAt,
    [property: Id(7)] int? MaxPerPerson,
    [property: Id(8)] bool OnSale);
