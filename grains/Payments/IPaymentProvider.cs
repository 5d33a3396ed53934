using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>Who takes the money. Each call that changes something carries a key, so that repeating it does it once.</summary>
internal interface IPaymentProvider
{
    /// <summary>Opens the provider's page, or charges the given payment method.</summary>
    Task<ProviderAnswer> Open(PaymentAttempt attempt, PaymentTerms terms, string? email);

    /// <summary>Looks for an attempt whose opening was answered with a failure: it may exist all the same. Closed when it does not.</summary>
    Task<ProviderAnswer> Find(PaymentAttempt attempt);

    /// <summary>Asks what became of it.</summary>
    Task<ProviderAnswer> Look(PaymentAttempt attempt);

    /// <summary>Ends a payment the buyer has not finished; if they have, says so.</summary>
    Task<ProviderAnswer> CloseOpen(PaymentAttempt attempt);

    /// <summary>Takes the money that was set aside; taking it again is a success.</summary>
    Task<ProviderAnswer> Capture(PaymentAttempt attempt);

    /// <summary>Gives back the money that was set aside.</summary>
    Task<ProviderAnswer> Cancel(PaymentAttempt attempt);

    /// <summary>Gives back money that was taken, with the refund's key.</summary>
    Task<RefundAnswer> GiveBack(Refund refund, PaymentAttempt paid);

    /// <summary>What became of a refund, by the provider's id or ours.</summary>
    Task<RefundAnswer> Look(Refund refund, PaymentAttempt paid);

    /// <summary>All that has left, or is about to leave, the attempt's money; null when the provider did not answer.</summary>
    Task<MoneyOut?> Out(PaymentAttempt paid);
}

/// <summary>What the provider says of a refund.</summary>
internal enum RefundProgress
{
    Succeeded,

    /// <summary>The bank has not answered yet.</summary>
    Pending,

    /// <summary>The bank would not have it: the money is with us.</summary>
    Failed,

    /// <summary>The provider would not take the request as it is: nothing was done.</summary>
    Rejected,

    /// <summary>The provider knows of no such refund.</summary>
    None,

    /// <summary>The provider failed and may repeat that for this key for ever; what was done can be looked up.</summary>
    Broken,

    /// <summary>No answer. Asking again with the same key is safe.</summary>
    Unknown,
}

/// <param name="Detail">Why it failed or was rejected.</param>
internal sealed record RefundAnswer(RefundProgress Progress, string? ProviderId = null, string? Detail = null);

/// <summary>What has left a payment, ours and others'.</summary>
internal sealed record MoneyOut(IReadOnlyList<RefundAtProvider> Refunds, IReadOnlyList<DisputeAtProvider> Disputes)
{
    /// <summary>What has not gone back and is not about to, in minor units. Somebody else's refund counts once it is through: when it fails, nobody tries again.</summary>
    public long LeftOf(Money captured) => captured.Amount
        - Refunds.Where(refund => refund.Answer.Progress == RefundProgress.Succeeded || (refund.Answer.Progress == RefundProgress.Pending && refund.OurId is not null)).Sum(refund => refund.Amount)
        - Disputes.Where(dispute => dispute.Outcome == DisputeOutcome.Lost).Sum(dispute => dispute.Amount);
}

/// <param name="OurId">Our refund's id, when we made it.</param>
/// <param name="Round">The round in which we did.</param>
internal sealed record RefundAtProvider(string Id, Guid? OurId, string? Round, long Amount, RefundAnswer Answer);

/// <param name="Outcome">Null for an inquiry, which takes no money.</param>
/// <param name="Status">The provider's word.</param>
internal sealed record DisputeAtProvider(string Id, long Amount, DisputeOutcome? Outcome, string Status);
