using System.Globalization;
using EventTicket.Purchases;

namespace EventTicket.Mail;

/// <summary>Moments as the venue's own clock shows them, which is named.</summary>
internal static class VenueTime
{
    /// <summary><c>Sat 12 December 2026, 21:00, Turin time (UTC+1)</c>; in UTC where this machine does not know the zone.</summary>
    public static string Starts(EventSummary about) => At(about.StartsAt, about);

    /// <summary>The same of another moment.</summary>
    public static string At(DateTimeOffset moment, EventSummary about)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(about.TimeZone, out var zone))
        {
            return $"{Long(moment.ToUniversalTime())}, UTC";
        }

        var there = TimeZoneInfo.ConvertTime(moment, zone);
        var minutes = there.Offset.Minutes == 0 ? "" : $":{Math.Abs(there.Offset.Minutes):00}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Long(there)}, {Words.Line(about.City)} time (UTC{(there.Offset < TimeSpan.Zero ? "−" : "+")}{Math.Abs(there.Offset.Hours)}{minutes})");
    }

    private static string Long(DateTimeOffset moment) => moment.ToString("ddd d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
