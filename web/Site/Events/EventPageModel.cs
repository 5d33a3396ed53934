using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Purchases;
using Microsoft.AspNetCore.WebUtilities;

namespace EventTicket.Web.Site;

/// <summary>An event's page, for one reader.</summary>
/// <param name="OpenOrder">The places this reader holds right now, if any.</param>
/// <param name="PreSale">What was typed to book in the pre-sale, when that was refused.</param>
/// <param name="Refused">Why the last request for places was refused.</param>
public sealed record EventPageModel(EventPage Event, PlacesForm Asked, Order? OpenOrder, Wording? Refused, bool SignedIn, PreSaleForm? PreSale = null)
{
    /// <summary>To look again: the page without what happened to its form, with its code.</summary>
    public LivePanel Live => new(Event, string.IsNullOrWhiteSpace(Asked.Code) ? $"/events/{Event.EventId}" : QueryHelpers.AddQueryString($"/events/{Event.EventId}", "code", Asked.Code));

    /// <summary>What the badge of the whole event is told; null with a code, which may show more than everybody is told of.</summary>
    public string? LiveBadge => Event is { Code: null, Status: EventStatus.Published } ? "event" : null;

    public Availability Availability => Availability.Of(Event);

    /// <summary>Kept when a refused form is shown again: a refusal had no effect, so the same id may try once more.</summary>
    public string OperationId => Asked.OperationId ?? Operations.NewKey();

    /// <summary>What stands in a type's field: what was typed, else what is held, else nothing.</summary>
    public string QuantityOf(TypeOnSale type) =>
        Asked.TextOf(type.TicketTypeId)
        ?? OpenOrder?.Items.FirstOrDefault(item => item.TicketTypeId == type.TicketTypeId)?.Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture)
        ?? "0";

    /// <summary>What is held by this reader counts as free for them, so the form stays open for it.</summary>
    public bool CanChoose(TypeOnSale type) => type.OnSale && (type.Available > 0 || Holds(type));

    public bool CanBuy => Event.Status == EventStatus.Published && Event.TicketTypes.Any(CanChoose);

    public string ClockName => VenueTime.Name(Event.Venue.City, Event.StartsAt, Event.TimeZone);

    /// <summary>Why there is nothing to buy, and what to do.</summary>
    public Wording WhyNot => Event switch
    {
        { Status: EventStatus.Cancelled } => new("This event was cancelled.", "Whoever had a ticket is told by mail."),
        { Status: EventStatus.Ended } => new("This event is over.", "We hope it was a good one."),
        _ when Event.TicketTypes.Any(type => type.OnSale) => new("Sold out.", "Every place is held or sold. Held places come back when somebody does not pay within their minutes, so it is worth looking again."),
        _ when Event.FirstOpening() is { } opens =>
            new($"On sale {opens.ShowLong(Event.TimeZone)}, {VenueTime.Name(Event.Venue.City, opens, Event.TimeZone)}.", "Everybody starts at the same second; signing in before saves you a step."),
        _ => new("The sale has closed.", "No more places are sold for this event."),
    };

    /// <summary>What is known of the code that was typed; null when none was.</summary>
    public Wording? Code => Event.Code is not { } code ? null
        : code.Kind is null ? new("We do not know that code.", "Check how it is written; it belongs to one event only.")
        : code.From > Event.Now ? new($"{code.Text} cannot be used yet.", $"It counts from {code.From.Value.ShowLong(Event.TimeZone)}, {ClockName}.")
        : code.Until <= Event.Now ? new($"{code.Text} has expired.", "Without it the places are there as for everybody.")
        : code.Kind == CodeKind.Access ? new($"{code.Text} counts.", "What it unlocks is among the tickets below.")
        : new($"{code.Text} counts.", $"{Off(code)} {(code.TicketTypes.IsEmpty ? "every place" : string.Join(", ", Event.TicketTypes.Where(type => code.TicketTypes.Contains(type.TicketTypeId)).Select(type => type.Name)))}; the order shows the lower price.");

    private string Off(CodeOffer code) => code.Kind == CodeKind.Percent
        ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{code.Value}% off")
        : $"{new Money(code.Value, Event.LowestPrice().Currency).Show()} off";

    /// <summary>Whether this reader holds places of the type right now.</summary>
    public bool Holds(TypeOnSale type) => OpenOrder is not null && OpenOrder.Items.Any(item => item.TicketTypeId == type.TicketTypeId);
}
