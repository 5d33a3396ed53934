using System.ComponentModel;
using System.Text.Json.Serialization;
using EventTicket.Events;
using EventTicket.Managers;

namespace EventTicket.Web.Gateway;

/// <summary>An event as its manager sees it.</summary>
internal sealed record EventSheetAnswer(
    Guid EventId,
    EventStatus Status,
    [property: Description("grows with each change; the ETag")] int Version,
    string Title,
    string Description,
    Guid CategoryId,
    Venue Venue,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string TimeZone,
    string Currency,
    IReadOnlyList<TicketTypeSheetAnswer> TicketTypes,
    [property: Description("the event's pre-sale; null when it has none")] PreSaleSheetAnswer? PreSale,
    int MaxPerPerson,
    int HoldMinutes,
    [property: Description("how long an offer of the waiting list lasts")] int OfferHours,
    [property: Description("where the places are; when reading one event"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<StockAnswer>? Stock = null,
    [property: Description("since when an admin has taken it off sale and out of the catalogue; left out when it is not"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    DateTimeOffset? WithdrawnAt = null)
{
    public static EventSheetAnswer Of(EventSheet sheet)
    {
        var definition = sheet.Definition;
        return new(
            sheet.EventId, sheet.Status, sheet.Version, definition.Title, definition.Description, definition.CategoryId, definition.Venue,
            definition.StartsAt, definition.EndsAt, definition.TimeZone, definition.Currency,
            [.. definition.TicketTypes.Select(type => TicketTypeSheetAnswer.Of(type, definition.Currency))], PreSaleSheetAnswer.Of(sheet),
            definition.MaxPerPerson, definition.HoldMinutes, definition.OfferHours, WithdrawnAt: sheet.WithdrawnAt);
    }
}

internal sealed record TicketTypeSheetAnswer(
    Guid TicketTypeId,
    string Name,
    Money Price,
    int Capacity,
    int? MaxPerPerson,
    DateTimeOffset? SalesStartsAt,
    DateTimeOffset? SalesEndsAt,
    [property: Description("only there with an access code")] bool Hidden)
{
    public static TicketTypeSheetAnswer Of(TicketType type, string currency) => new(
        type.TicketTypeId, type.Name, new Money(type.Price, currency), type.Capacity, type.MaxPerPerson, type.SalesStartsAt, type.SalesEndsAt, type.Hidden);
}

/// <summary>available + held + booked + sold = capacity.</summary>
internal sealed record StockAnswer(Guid TicketTypeId, int Capacity, int Held, int Booked, int Sold, int Available)
{
    public static StockAnswer Of(TypeStock stock) => new(stock.TicketTypeId, stock.Capacity, stock.Held, stock.Booked, stock.Sold, stock.Free);
}

internal sealed record ProposedEventAnswer(
    Guid EventId,
    string Title,
    EventStatus Status,
    DateTimeOffset StartsAt,
    [property: Description("places of all ticket types: available + held + booked + sold")] int Capacity,
    int Held,
    int Booked,
    int Sold,
    int Available)
{
    public static ProposedEventAnswer Of(ProposedEvent proposed) => new(
        proposed.EventId, proposed.Title, proposed.Status, proposed.StartsAt, proposed.Capacity, proposed.Held, proposed.Booked, proposed.Sold, proposed.Available);
}
