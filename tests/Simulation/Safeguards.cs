namespace EventTicket.Tests.Simulation;

/// <summary>What keeps money safe. Each can be switched off, to see that it is what keeps it safe.</summary>
internal sealed record Safeguards
{
    /// <summary>The provider does what it is asked once per key.</summary>
    public bool IdempotencyKeys { get; init; } = true;

    /// <summary>An attempt is recorded before the provider hears of it.</summary>
    public bool RecordBeforeCall { get; init; } = true;

    /// <summary>Places of an open payment are given back only after the provider was asked.</summary>
    public bool AskBeforeRelease { get; init; } = true;

    /// <summary>What was decided about an authorised attempt is decided for ever.</summary>
    public bool DecidedOnce { get; init; } = true;

    /// <summary>A step is recorded only from the state it was taken in.</summary>
    public bool ConditionalTransitions { get; init; } = true;
}
