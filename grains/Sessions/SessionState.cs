namespace EventTicket.Sessions;

/// <summary>What is saved of a session.</summary>
[GenerateSerializer, Immutable, Alias("SessionState")]
internal sealed record SessionState
{
    [Id(0)] public Session? Session { get; init; }

    /// <summary>When it was last used, to the hour.</summary>
    [Id(1)] public DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether the person has a second factor.</summary>
    [Id(2)] public bool SecondFactor { get; init; }
}
