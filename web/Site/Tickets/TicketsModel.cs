using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Web.Site;

/// <summary>Somebody's tickets, the events that are still to come first, in their order.</summary>
public sealed record TicketsModel(ImmutableArray<Ticket> Tickets, string? NextCursor, DateTimeOffset Now)
{
    public IEnumerable<TicketGroup> ToCome => Groups.Where(group => !group.IsPast).OrderBy(group => group.Event.StartsAt);

    public IEnumerable<TicketGroup> Past => Groups.Where(group => group.IsPast).OrderByDescending(group => group.Event.StartsAt);

    private IEnumerable<TicketGroup> Groups => Tickets.GroupBy(ticket => ticket.Event.EventId)
        .Select(group => new TicketGroup(group.First().Event, [.. group], IsPast(group.First().Event)));

    private bool IsPast(EventSummary summary) => summary.Status == EventStatus.Ended || summary.StartsAt < Now.AddDays(-1);
}

/// <summary>The tickets of one event.</summary>
public sealed record TicketGroup(EventSummary Event, ImmutableArray<Ticket> Tickets, bool IsPast);

/// <summary>One ticket stub.</summary>
/// <param name="Number">From 1, of <paramref name="Of"/> that are shown together.</param>
public sealed record TicketStub(Ticket Ticket, int Number, int Of, bool Big = false)
{
    public bool IsValid => Ticket.Status == TicketStatus.Valid && !IsOff;

    private bool IsOff => Ticket.Event.Status == EventStatus.Cancelled;

    public Availability Status => Ticket.Status switch
    {
        TicketStatus.Valid when IsOff => new("none", "Event cancelled"),
        TicketStatus.Cancelled when Ticket.Price.Amount == 0 => new("none", "Cancelled"),
        TicketStatus.Valid => new("many", "Valid"),
        TicketStatus.Used => new("none", "Used"),
        TicketStatus.Cancelled => new("none", "Refunded"),
        TicketStatus.Transferred => new("none", "Given away"),
        TicketStatus.Frozen => new("few", "Frozen while your bank looks into it"),
        TicketStatus.Revoked => new("none", "Not paid"),
        var unknown => throw new InvalidOperationException($"A ticket that is {unknown} has no word."),
    };

    /// <summary>The code in groups of four, as it is easiest to read out.</summary>
    public IEnumerable<string> CodeGroups => Ticket.Code.Chunk(4).Select(group => new string(group));

    public string ClockName => VenueTime.Name(Ticket.Event.City, Ticket.Event.StartsAt, Ticket.Event.TimeZone);
}
