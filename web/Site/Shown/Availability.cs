using EventTicket.Catalogue;
using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>How much is left, in a word.</summary>
/// <param name="Kind">The style: <c>many</c>, <c>few</c>, <c>none</c> or <c>soon</c>.</param>
public sealed record Availability(string Kind, string Word)
{
    public static readonly Availability Cancelled = new("none", "Cancelled");
    public static readonly Availability Over = new("none", "Over");
    public static readonly Availability SoldOut = new("none", "Sold out");
    public static readonly Availability Closed = new("none", "Sale closed");
    public static readonly Availability Few = new("few", "Few left");
    public static readonly Availability Many = new("many", "Available");

    /// <summary>Of a whole event, in a list.</summary>
    public static Availability Of(EventCard card) => card switch
    {
        { Status: EventStatus.Cancelled } => Cancelled,
        { Status: EventStatus.Ended } => Over,
        { OnSale: false, SalesStartAt: { } opens } => Opens(opens, card.TimeZone),
        { OnSale: false } => Closed,
        _ => Places(card.Available, card.Capacity),
    };

    /// <summary>Of a whole event, on its page.</summary>
    public static Availability Of(EventPage page) => page switch
    {
        { Status: EventStatus.Cancelled } => Cancelled,
        { Status: EventStatus.Ended } => Over,
        _ when page.TicketTypes.Any(type => type.OnSale) =>
            Places(page.TicketTypes.Where(type => type.OnSale).Sum(type => type.Available), page.TicketTypes.Where(type => type.OnSale).Sum(type => type.Capacity)),
        _ when page.FirstOpening() is { } opens => Opens(opens, page.TimeZone),
        _ => Closed,
    };

    /// <summary>Of one ticket type.</summary>
    public static Availability Of(TypeOnSale type, EventPage page) => type switch
    {
        { OnSale: true } => Places(type.Available, type.Capacity),
        { SalesStartsAt: { } opens } when opens > page.Now => Opens(opens, page.TimeZone),
        _ => Closed,
    };

    // Few: the last ten, or the last tenth.
    private static Availability Places(int left, int capacity) =>
        left <= 0 ? SoldOut : left <= Math.Max(10, capacity / 10) && left < capacity ? Few : Many;

    private static Availability Opens(DateTimeOffset at, string timeZone) => new("soon", $"On sale {at.ShowShort(timeZone)}");
}
