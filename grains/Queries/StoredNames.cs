using EventTicket.Events;

namespace EventTicket.Queries;

/// <summary>Reads names as the tables keep them: lower case, words joined by hyphens (<c>partly-refunded</c>).</summary>
internal static class StoredNames
{
    /// <exception cref="InvalidOperationException">The table holds a name that this program does not know.</exception>
    public static T Read<T>(string name) where T : struct, Enum =>
        Enum.TryParse<T>(name.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw new InvalidOperationException($"'{name}' is not a {typeof(T).Name}.");

    /// <summary>Where the event stands now: published and past its end is ended.</summary>
    public static EventStatus EventStatus(string name, DateTimeOffset endsAt, DateTimeOffset now) =>
        Read<EventStatus>(name) is Events.EventStatus.Published && endsAt <= now ? Events.EventStatus.Ended : Read<EventStatus>(name);
}
