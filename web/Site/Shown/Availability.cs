using System.Text.Json;
using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Web.Live;

namespace EventTicket.Web.Site;

/// <summary>How much is left, in a word.</summary>
/// <param name="Kind">The style: <c>many</c>, <c>few</c>, <c>none</c> or <c>soon</c>.</param>
public sealed record Availability(string Kind, string Word)
{
    public static readonly Availability Cancelled = new("none", "Cancelled");
    public static readonly Availability Over = new("none", "Over");

    /// <summary>Every level with its style and word, as JSON, for pages that are told of changes.</summary>
    public static readonly string LevelsAsJson = JsonSerializer.Serialize(
        Enum.GetValues<Left>().ToDictionary(left => JsonNamingPolicy.KebabCaseLower.ConvertName(left.ToString()), Of), JsonSerializerOptions.Web);

    /// <summary>Of a whole event, in a list.</summary>
    public static Availability Of(EventCard card) => card switch
    {
        { Status: EventStatus.Cancelled } => Cancelled,
        { Status: EventStatus.Ended } => Over,
        { OnSale: false, SalesStartAt: { } opens } => Opens(opens, card.TimeZone),
        { OnSale: false } => Of(Left.Closed),
        _ => Of(Live.Levels.Of(card.Available, card.Capacity)),
    };

    /// <summary>Of a whole event, on its page.</summary>
    public static Availability Of(EventPage page) => page switch
    {
        { Status: EventStatus.Cancelled } => Cancelled,
        { Status: EventStatus.Ended } => Over,
        _ => Live.Levels.Of(page.TicketTypes, page.Now) is var left and not Left.Soon ? Of(left) : Opens(page.FirstOpening()!.Value, page.TimeZone),
    };

    /// <summary>Of one ticket type.</summary>
    public static Availability Of(TypeOnSale type, EventPage page) =>
        Live.Levels.Of(type, page.Now) is var left and not Left.Soon ? Of(left) : Opens(type.SalesStartsAt!.Value, page.TimeZone);

    private static Availability Of(Left left) => left switch
    {
        Left.Many => new("many", "Available"),
        Left.Few => new("few", "Few left"),
        Left.None => new("none", "Sold out"),
        Left.Soon => new("soon", "Not on sale yet"),
        Left.Closed => new("none", "Sale closed"),
        _ => throw new ArgumentOutOfRangeException(nameof(left), left, null),
    };

    private static Availability Opens(DateTimeOffset at, string timeZone) => new("soon", $"On sale {at.ShowShort(timeZone)}");
}
