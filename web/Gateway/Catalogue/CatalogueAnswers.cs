using System.ComponentModel;
using EventTicket.Catalogue;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

internal sealed record CategoriesAnswer(IReadOnlyList<Category> Items);

internal sealed record EventCardAnswer(
    Guid EventId,
    string Title,
    Category Category,
    string City,
    string VenueName,
    DateTimeOffset StartsAt,
    [property: Description("the venue's IANA time zone")] string TimeZone,
    EventStatus Status,
    [property: Description("the lowest price of a place")] Money FromPrice,
    [property: Description("free places, at most a second old")] int Available)
{
    public static EventCardAnswer Of(EventCard card) => new(
        card.EventId, card.Title, card.Category, card.City, card.VenueName, card.StartsAt, card.TimeZone, card.Status, card.FromPrice, card.Available);
}

internal sealed record EventAnswer(
    Guid EventId,
    string Title,
    [property: Description("plain text; paragraphs are separated by blank lines")] string Description,
    Category Category,
    Venue Venue,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    [property: Description("the venue's IANA time zone")] string TimeZone,
    EventStatus Status,
    [property: Description("places one person may have across the event")] int MaxPerPerson,
    IReadOnlyList<TicketTypeAnswer> TicketTypes,
    [property: Description("the event's pre-sale; null when it has none")] PreSaleAnswer? PreSale)
{
    public static EventAnswer Of(EventPage page) => new(
        page.EventId, page.Title, page.Description, page.Category, page.Venue, page.StartsAt, page.EndsAt, page.TimeZone, page.Status,
        page.MaxPerPerson, [.. page.TicketTypes.Select(TicketTypeAnswer.Of)], page.PreSale is null ? null : PreSaleAnswer.Of(page.PreSale));
}

internal sealed record TicketTypeAnswer(
    Guid TicketTypeId,
    string Name,
    Money Price,
    [property: Description("free places, at most a second old")] int Available,
    [property: Description("null: since the event was published")] DateTimeOffset? SalesStartsAt,
    [property: Description("null: until the event ends")] DateTimeOffset? SalesEndsAt,
    [property: Description("a limit beside the event's own; null for none")] int? MaxPerPerson)
{
    public static TicketTypeAnswer Of(TypeOnSale type) =>
        new(type.TicketTypeId, type.Name, type.Price, type.Available, type.SalesStartsAt, type.SalesEndsAt, type.MaxPerPerson);
}
