namespace EventTicket.Events;

/// <summary>When and where an event takes place.</summary>
internal sealed record WhenWhere(DateTimeOffset StartsAt, DateTimeOffset EndsAt, string TimeZone, Venue Venue)
{
    /// <summary>How it was before, when a holder of tickets must know that it is another now; null otherwise.</summary>
    public static WhenWhere? Moved(EventDefinition before, EventDefinition after) => Of(before) == Of(after) ? null : Of(before);

    private static WhenWhere Of(EventDefinition definition) => new(definition.StartsAt, definition.EndsAt, definition.TimeZone, definition.Venue);
}
