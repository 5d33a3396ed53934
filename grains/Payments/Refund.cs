namespace EventTicket.Payments;

/// <summary>Where a refund stands. Stored by these names.</summary>
internal enum RefundState
{
    /// <summary>Decided and recorded; whether the provider has heard of it is not known.</summary>
    Due,

    /// <summary>The provider has it and the bank has not answered.</summary>
    Pending,
    Succeeded,

    /// <summary>The money is owed: a person must look.</summary>
    Failed,

    /// <summary>A person gave the money back another way.</summary>
    Settled,

    /// <summary>The money was never taken, so there is none to give back.</summary>
    Dropped,

    /// <summary>It went back without us.</summary>
    External,
}

/// <summary>Money to give back of one attempt. Recorded with the event's decision, before the provider is called.</summary>
/// <param name="Round">From 1; each round is a new request to the provider, with a key of its own.</param>
/// <param name="Key">The idempotency key shown to the provider.</param>
/// <param name="ProviderId">The provider's refund, as soon as it is known.</param>
/// <param name="Failure">The provider's reason.</param>
/// <param name="NextAt">When somebody must look again; null when nothing is left to do.</param>
/// <param name="Tries">How often the next step has been tried in vain.</param>
internal sealed record Refund(
    Guid RefundId, Guid OrderId, Guid EventId, int Attempt, RefundState State, Money Amount, int Round, string Key,
    string? ProviderId, string? Failure, DateTimeOffset? NextAt, int Tries, DateTimeOffset CreatedAt)
{
    /// <summary>The provider has still to be asked.</summary>
    public bool IsUnderWay => State is RefundState.Due or RefundState.Pending;
}
