using System.Text;
using EventTicket.Mail;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace EventTicket.Purchases;

/// <summary>
/// A ticket's event as a calendar entry (RFC 5545). Several tickets of one event are one entry: its UID is the event's. The code is left out,
/// because people share their calendars.
/// </summary>
internal static class TicketCalendar
{
    public const string ContentType = "text/calendar";

    /// <param name="ticket">Any ticket of the event.</param>
    /// <param name="page">Where the tickets are.</param>
    /// <param name="site">For the UID.</param>
    public static TicketFile Of(Ticket ticket, Uri page, Uri site)
    {
        var about = ticket.Event;
        var entry = new CalendarEvent
        {
            Uid = $"event-{about.EventId:N}@{site.IdnHost}",
            DtStamp = Moment(ticket.PurchasedAt),
            // In UTC: a moment is the same wherever the calendar is read, and needs no table of time zones in the file.
            Start = Moment(about.StartsAt),
            End = Moment(about.EndsAt),
            Summary = Words.Line(about.Title),
            Location = string.Join(", ", new[] { about.VenueName, about.Address, about.City }.Select(Words.Line).Where(part => part.Length > 0)),
            Description = $"{VenueTime.Starts(about)}\nYour tickets: {page.AbsoluteUri}",
            Url = page,
        };
        var calendar = new Calendar { ProductId = "-//EventTicket//Tickets//EN" };
        calendar.Events.Add(entry);
        return new("event.ics", ContentType, Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar) ?? ""));
    }

    private static CalDateTime Moment(DateTimeOffset at) => new(at.UtcDateTime.AddTicks(-(at.UtcTicks % TimeSpan.TicksPerSecond)));
}
