using EventTicket.Catalogue;
using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>Questions about an event's page that several views ask.</summary>
internal static class EventPages
{
    /// <summary>When the first ticket type comes on sale; null when none is still to come.</summary>
    public static DateTimeOffset? FirstOpening(this EventPage page) =>
        page.TicketTypes.Where(type => type.SalesStartsAt > page.Now).Min(type => type.SalesStartsAt);

    /// <summary>Whether anything can be held right now.</summary>
    public static bool CanBuy(this EventPage page) =>
        page.Status == EventStatus.Published && page.TicketTypes.Any(type => type.OnSale && type.Available > 0);

    /// <summary>How many places of a type one person can ask for.</summary>
    public static int MostOf(this EventPage page, TypeOnSale type) => Math.Min(page.MaxPerPerson, type.MaxPerPerson ?? page.MaxPerPerson);

    /// <summary>What a place costs, in a word or two: <c>Free</c>, <c>€24.00</c>, <c>from €24.00</c>, <c>from free</c>.</summary>
    public static string Prices(this EventPage page) => page.LowestPrice().ShowFrom(several: page.TicketTypes.Any(type => type.Price != page.LowestPrice()));

    /// <summary>The lowest price; all types have the event's currency.</summary>
    public static Money LowestPrice(this EventPage page) => page.TicketTypes.Select(type => type.Price).MinBy(price => price.Amount);
}
