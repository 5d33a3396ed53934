namespace EventTicket.Sessions;

/// <summary>What is saved of a session.</summary>
internal sealed record SessionState
{
    public Session? Session { get; init; }

    /// <summary>When it was last used, to the hour.</summary>
    public DateTimeOffset SeenAt { get; init; }
}
