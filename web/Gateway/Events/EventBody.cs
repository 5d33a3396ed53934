using System.ComponentModel;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>An event as its manager writes it. What the texts and numbers may be is decided where the event is kept.</summary>
internal sealed record EventBody(
    [property: Description("a text of 1 to 200 characters")] string Title,
    [property: Description("a plain text of at most 10,000 characters; paragraphs are separated by blank lines")] string Description,
    [property: Description("the id of a category")] Guid CategoryId,
    [property: Description("a JSON object with name, address and city")] VenueBody Venue,
    [property: Description("a time with its offset, such as " + UtcTime.Example)] DateTimeOffset StartsAt,
    [property: Description("a time with its offset, after startsAt")] DateTimeOffset EndsAt,
    [property: Description("the venue's IANA time zone, such as Europe/Rome")] string TimeZone,
    [property: Description("an ISO 4217 currency, such as EUR")] string Currency,
    [property: Description("a list of 1 to 50 ticket types")] IReadOnlyList<TicketTypeBody> TicketTypes,
    [property: Description("a JSON object with capacity, opensAt, closesAt, price and payBy, or null for none")] PreSaleBody? PreSale = null,
    [property: Description("a whole number of places per person, from 1 to 1,000; 10 without it")] int? MaxPerPerson = null,
    [property: Description("a whole number of minutes from 2 to 30; 10 without it")] int? HoldMinutes = null,
    [property: Description("true to publish at once, or false")] bool? Publish = null,
    [property: Description("a whole number of hours from 1 to 72 that an offer of the waiting list lasts; 24 without it")] int? OfferHours = null)
{
    public EventDefinition Definition() => new(
        Title, Description, CategoryId, new Venue(Venue.Name, Venue.Address, Venue.City), StartsAt, EndsAt, TimeZone, Currency,
        [.. TicketTypes.Select(type => type.TicketType())], MaxPerPerson ?? 10, HoldMinutes ?? 10, PreSale?.PreSale(), OfferHours ?? 24);

    /// <summary>A new event's ticket types get their ids where it is kept.</summary>
    public Refusal? CheckNew()
    {
        var named = TicketTypes.Index().Where(type => type.Item.TicketTypeId is not null).ToList();
        return named.Count == 0 ? null : Refusal.Invalid(named.Select(type =>
            new FieldError($"ticketTypes[{type.Index}].ticketTypeId", "Must be left out: a new ticket type gets its id here.")));
    }

    public static EventBody Of(EventDefinition kept) => new(
        kept.Title, kept.Description, kept.CategoryId, new VenueBody(kept.Venue.Name, kept.Venue.Address, kept.Venue.City), kept.StartsAt, kept.EndsAt,
        kept.TimeZone, kept.Currency, [.. kept.TicketTypes.Select(TicketTypeBody.Of)], kept.PreSale is null ? null : PreSaleBody.Of(kept.PreSale), MaxPerPerson: kept.MaxPerPerson, HoldMinutes: kept.HoldMinutes, OfferHours: kept.OfferHours);
}

internal sealed record VenueBody(
    [property: Description("a text of 1 to 200 characters")] string Name,
    [property: Description("a text of 1 to 300 characters")] string Address,
    [property: Description("a text of 1 to 100 characters")] string City);

internal sealed record TicketTypeBody(
    [property: Description("a text of 1 to 100 characters")] string Name,
    [property: Description("a whole number of the currency's minor units; 0 is free")] long Price,
    [property: Description("a whole number of places, up to 1,000,000")] int Capacity,
    [property: Description("a whole number from 1 to 1,000, or null for none beside the event's")] int? MaxPerPerson = null,
    [property: Description("a time with its offset, or null: as soon as the event is published")] DateTimeOffset? SalesStartsAt = null,
    [property: Description("a time with its offset, or null: until the event ends")] DateTimeOffset? SalesEndsAt = null,
    [property: Description("the id of the ticket type to change; left out for a new one")] Guid? TicketTypeId = null,
    [property: Description("true for a ticket type that is only there with an access code, or false")] bool? Hidden = null)
{
    public TicketType TicketType() => new(TicketTypeId ?? Guid.Empty, Name, Price, Capacity, MaxPerPerson, SalesStartsAt, SalesEndsAt, Hidden ?? false);

    public static TicketTypeBody Of(TicketType kept) =>
        new(kept.Name, kept.Price, kept.Capacity, kept.MaxPerPerson, kept.SalesStartsAt, kept.SalesEndsAt, kept.TicketTypeId, kept.Hidden);
}
