using System.ComponentModel;
using System.Text.Json;
using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Web.Gateway;

namespace EventTicket.Web.Live;

/// <summary>What everybody who watches an event is told. Never a number: it would change with every hold.</summary>
internal sealed record LiveAnswer(
    Guid EventId,
    [property: Description("withdrawn: it is not shown any more; it may come back")] LiveStatus Status,
    [property: Description("of everything that is on sale together")] Left Left,
    [property: Description("those that everybody may see")] IReadOnlyList<LiveTypeAnswer> TicketTypes)
{
    public static LiveAnswer Of(EventPlaces places)
    {
        var onSale = places.Status == EventStatus.Published;
        return new(
            places.EventId,
            places.Status switch
            {
                EventStatus.Published => LiveStatus.Published,
                EventStatus.Ended => LiveStatus.Ended,
                EventStatus.Cancelled => LiveStatus.Cancelled,
                var other => throw new InvalidOperationException($"Nobody watches an event that is {other}."),
            },
            onSale ? Levels.Of(places.TicketTypes, places.Now) : Left.Closed,
            [.. places.TicketTypes.Select(type => new LiveTypeAnswer(type.TicketTypeId, onSale ? Levels.Of(type, places.Now) : Left.Closed))]);
    }

    public static LiveAnswer Of(EventPage page) => Of(new EventPlaces(page.EventId, page.Status, page.TicketTypes, page.Now));

    public static LiveAnswer Withdrawn(Guid eventId) => new(eventId, LiveStatus.Withdrawn, Left.Closed, []);

    /// <summary>As it goes over the line; the same bytes whenever the same is left.</summary>
    public byte[] Message() => [.. "data: "u8, .. JsonSerializer.SerializeToUtf8Bytes(this, GatewayJson.Options), .. "\n\n"u8];
}

internal sealed record LiveTypeAnswer(Guid TicketTypeId, Left Left);

internal enum LiveStatus
{
    Published,
    Ended,
    Cancelled,
    Withdrawn,
}
