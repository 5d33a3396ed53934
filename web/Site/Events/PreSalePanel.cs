using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Web.Live;

namespace EventTicket.Web.Site;

/// <summary>The pre-sale on an event's page.</summary>
/// <param name="Quantity">What was typed, if anything was.</param>
public sealed record PreSalePanel(PreSaleOffer Offer, EventPage Event, string OperationId, string? Quantity, bool SignedIn)
{
    /// <summary>Null when there is no pre-sale, or nothing to say of it any more.</summary>
    public static PreSalePanel? Of(EventPageModel page) => page.Event is { Status: EventStatus.Published, PreSale: { } offer } e && e.Now < offer.ClosesAt
        ? new(offer, e, page.PreSale?.OperationId ?? Operations.NewKey(), page.PreSale?.Quantity, page.SignedIn)
        : null;

    public bool IsOpen => Event.Now >= Offer.OpensAt;

    public bool CanBook => IsOpen && Offer.Available > 0;

    public TypeOnSale Type => Event.TicketTypes.First(type => type.TicketTypeId == Offer.TicketTypeId);

    public int Most => Math.Min(Event.MostOf(Type), Offer.MaxPerPerson ?? Event.MaxPerPerson);

    public bool IsFree => Offer.Price.Amount == 0;

    public Availability Status => !IsOpen ? new("soon", $"Opens {Offer.OpensAt.ShowShort(Event.TimeZone)}")
        : Offer.Available == 0 ? new("none", "All booked")
        : new(Levels.Of(Offer.Available, Offer.Capacity) == Left.Few ? "few" : "many", $"{Words.Count(Offer.Available, "place")} left");

    public string ClockName => VenueTime.Name(Event.Venue.City, Offer.OpensAt, Event.TimeZone);

    /// <summary>How it goes, in two sentences.</summary>
    public string How => IsFree
        ? $"Up to {Words.Count(Most, "place")} each. Your tickets come at once."
        : $"Up to {Words.Count(Most, "place")} each. Book now, pay by {Offer.PayBy.ShowLong(Event.TimeZone)}, {ClockName}; what is not paid then goes to the general sale.";
}

/// <summary>What somebody typed to book.</summary>
public sealed class PreSaleForm
{
    public string? Quantity { get; init; }

    public string? OperationId { get; init; }
}
