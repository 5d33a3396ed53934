namespace EventTicket.Events;

/// <summary>The time zones a venue can be in.</summary>
internal static class TimeZones
{
    /// <summary>Whether it is an IANA id, written as the time zone database writes it (<c>Europe/Rome</c>, <c>UTC</c>).</summary>
    public static bool IsKnown(string? id) =>
        // Letters first: an id becomes a file name, and the database's folder holds second copies under posix/ and right/.
        id is { Length: > 0 and <= 64 } && char.IsAsciiLetterUpper(id[0]) && !id.Contains("..", StringComparison.Ordinal)
        && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId && zone.Id == id;
}
