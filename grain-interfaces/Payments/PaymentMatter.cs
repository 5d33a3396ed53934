namespace EventTicket.Payments;

/// <summary>Why money needs a person. Stored by these names.</summary>
public enum PaymentMatterKind
{
    /// <summary>A refund was decided and the provider cannot make it: the amount is owed to the buyer.</summary>
    RefundFailed,

    /// <summary>Tickets were issued and the money could never be taken: the tickets were revoked.</summary>
    Uncollectible,

    /// <summary>The provider's payment is over another amount or currency than the order.</summary>
    Mismatch,

    /// <summary>Part of the money was given back in the provider's dashboard; the tickets stay valid.</summary>
    ExternalRefund,

    /// <summary>The buyer's bank disputes the payment; answer it in the provider's dashboard.</summary>
    Dispute,
}

/// <summary>One thing about money that needs a person.</summary>
/// <param name="Reference">Our refund, or the provider's payment, refund or dispute.</param>
/// <param name="Detail">The provider's word for what is wrong; null when it said nothing.</param>
[GenerateSerializer, Immutable, Alias("PaymentMatter")]
public sealed record PaymentMatter(
    [property: Id(0)] Guid MatterId,
    [property: Id(1)] PaymentMatterKind Kind,
    [property: Id(2)] string Reference,
    [property: Id(3)] Guid EventId,
    [property: Id(4)] Guid OrderId,
    [property: Id(5)] Money Amount,
    [property: Id(6)] string? Detail,
    [property: Id(7)] DateTimeOffset FoundAt);

/// <param name="Note">What was done, 1 to 500 characters.</param>
[GenerateSerializer, Immutable, Alias("SettleMatter")]
public sealed record SettleMatter([property: Id(0)] Caller Caller, [property: Id(1)] Guid MatterId, [property: Id(2)] string Note);

/// <summary>How far a cancelled event's orders are refunded.</summary>
/// <param name="Orders">Orders with tickets when the event was cancelled, as far as they are known.</param>
/// <param name="OrdersRefunded">Of those, for how many the refund is decided; the money follows.</param>
/// <param name="UnderWay">Refunds of the event the provider has not finished.</param>
/// <param name="Succeeded">Refunds of the event that are done.</param>
/// <param name="Owed">Refunds of the event that failed and stand on the admins' list.</param>
/// <param name="FinishedAt">When every order's refund was decided; null before.</param>
[GenerateSerializer, Immutable, Alias("CancellationProgress")]
public sealed record CancellationProgress(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] int Orders,
    [property: Id(2)] int OrdersRefunded,
    [property: Id(3)] int UnderWay,
    [property: Id(4)] int Succeeded,
    [property: Id(5)] int Owed,
    [property: Id(6)] DateTimeOffset StartedAt,
    [property: Id(7)] DateTimeOffset? FinishedAt);
