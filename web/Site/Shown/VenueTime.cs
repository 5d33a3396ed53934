using System.Globalization;

namespace EventTicket.Web.Site;

/// <summary>Moments as the venue's own clock shows them. Stored in UTC, spoken in the place where it happens.</summary>
internal static class VenueTime
{
    private const string FieldFormat = "yyyy-MM-ddTHH:mm";
    private static readonly CultureInfo Style = CultureInfo.InvariantCulture;

    /// <summary>The moment on the venue's clock. A zone this machine does not know is shown in UTC, and named so by <see cref="Name"/>.</summary>
    public static DateTimeOffset At(this DateTimeOffset moment, string timeZone) =>
        TimeZoneInfo.ConvertTime(moment, Zone(timeZone) ?? TimeZoneInfo.Utc);

    /// <summary><c>Sat 12 December 2026, 21:00</c></summary>
    public static string ShowLong(this DateTimeOffset moment, string timeZone) => moment.At(timeZone).ToString("ddd d MMMM yyyy, HH:mm", Style);

    /// <summary><c>Sat 12 Dec, 21:00</c></summary>
    public static string ShowShort(this DateTimeOffset moment, string timeZone) => moment.At(timeZone).ToString("ddd d MMM, HH:mm", Style);

    /// <summary><c>21:00:07</c></summary>
    public static string ShowSecond(this DateTimeOffset moment, string timeZone) => moment.At(timeZone).ToString("HH:mm:ss", Style);

    /// <summary>The end of something that starts at <paramref name="start"/>: only the hour, unless it is more than a night away.</summary>
    public static string ShowEnd(DateTimeOffset start, DateTimeOffset end, string timeZone) =>
        end - start < TimeSpan.FromHours(20) ? end.At(timeZone).ToString("HH:mm", Style) : end.ShowLong(timeZone);

    /// <summary>Which clock it is: <c>Turin time (UTC+1)</c>.</summary>
    public static string Name(string city, DateTimeOffset moment, string timeZone)
    {
        if (Zone(timeZone) is null)
        {
            return "UTC";
        }

        var offset = moment.At(timeZone).Offset;
        var minutes = offset.Minutes == 0 ? "" : $":{Math.Abs(offset.Minutes):00}";
        return string.Create(Style, $"{city} time (UTC{(offset < TimeSpan.Zero ? "−" : "+")}{Math.Abs(offset.Hours)}{minutes})");
    }

    /// <summary>For a <c>datetime-local</c> field.</summary>
    public static string Field(this DateTimeOffset moment, string timeZone) => moment.At(timeZone).ToString(FieldFormat, Style);

    /// <summary>Reads such a field as the venue's clock. Where clocks go back, the earlier of the two moments.</summary>
    /// <returns>UTC; null when it is not a time, or one that the clock jumps over.</returns>
    public static DateTimeOffset? Parse(string? text, string timeZone)
    {
        if (Zone(timeZone) is not { } zone
            || !DateTime.TryParseExact(text?.Trim(), [FieldFormat, "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm"], Style, DateTimeStyles.None, out var local)
            || local.Year is < 2000 or > 2200
            || zone.IsInvalidTime(local))
        {
            return null;
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>Whether the venue's clocks are known here.</summary>
    public static bool IsKnown(string? timeZone) => timeZone is not null && Zone(timeZone) is not null;

    private static TimeZoneInfo? Zone(string timeZone) => TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? zone : null;
}
