using EventTicket.Catalogue;

namespace EventTicket.Web.Site;

/// <summary>What a page needs to be told what is left, and what it says without.</summary>
/// <param name="Again">The address of the page, to look again.</param>
public sealed record LivePanel(EventPage Event, string Again)
{
    /// <summary><c>As of 21:00:07, Turin time (UTC+1).</c></summary>
    public string AsOf => $"As of {Event.Now.ShowSecond(Event.TimeZone)}, {VenueTime.Name(Event.Venue.City, Event.Now, Event.TimeZone)}.";
}
