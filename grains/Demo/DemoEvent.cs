using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Demo;

/// <summary>Where demo events take place.</summary>
/// <param name="Currency">What is sold there is paid in it.</param>
internal sealed record DemoVenue(string Name, string Address, string City, string TimeZone, string Currency);

/// <summary>An event of the demo catalogue, its times told from the moment the catalogue is first filled.</summary>
/// <param name="Key">Names the event for ever: its id follows from it.</param>
/// <param name="Venue">A key of <c>venues.json</c>.</param>
/// <param name="Day">Days from today at the venue; negative is past.</param>
/// <param name="At">When it begins there, by the clock on the wall.</param>
/// <param name="Hours">How long it lasts.</param>
/// <param name="Second">It belongs to the second organiser.</param>
/// <param name="Draft">It is not published yet.</param>
/// <param name="ForDemoUser">How many places of the first type the demo user has bought.</param>
/// <param name="Description">Paragraphs.</param>
internal sealed record DemoEvent(
    string Key, string Title, string Venue, int Day, TimeOnly At, double Hours, ImmutableArray<DemoType> Types, ImmutableArray<string> Description,
    int MaxPerPerson = 10, bool Second = false, bool Draft = false, int ForDemoUser = 0)
{
    /// <summary>The definition that a manager would have typed in at <paramref name="now"/>.</summary>
    public EventDefinition Define(DemoVenue venue, Guid category, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(venue.TimeZone);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).Date).AddDays(Day);
        var startsAt = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(At), zone), TimeSpan.Zero);
        return new(
            Title, string.Join("\n\n", Description), category, new(venue.Name, venue.Address, venue.City), startsAt, startsAt.AddHours(Hours),
            venue.TimeZone, venue.Currency, [.. Types.Select(type => type.Define(now))], MaxPerPerson);
    }
}

/// <summary>A ticket type of a demo event.</summary>
/// <param name="Price">Minor units of the venue's currency.</param>
/// <param name="Sold">Places that demo buyers have bought.</param>
/// <param name="OpensInHours">When the sale opens, from now; left out: it is open.</param>
/// <param name="ClosesInHours">When the sale closes, from now; left out: at the event's end.</param>
internal sealed record DemoType(string Name, long Price, int Capacity, int Sold = 0, int? MaxPerPerson = null, double? OpensInHours = null, double? ClosesInHours = null)
{
    /// <summary>The type as its manager would have typed it in.</summary>
    public TicketType Define(DateTimeOffset now) =>
        new(Guid.Empty, Name, Price, Capacity, MaxPerPerson, OnTheHour(now, OpensInHours), OnTheHour(now, ClosesInHours));

    // People open sales on the hour.
    private static DateTimeOffset? OnTheHour(DateTimeOffset now, double? hours) =>
        hours is { } h && now.ToUniversalTime().AddHours(h) is var at ? new(at.Year, at.Month, at.Day, at.Hour, 0, 0, TimeSpan.Zero) : null;
}
