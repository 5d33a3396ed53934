using System.Collections.Immutable;

namespace EventTicket.Payments;

/// <summary>How our books and the provider's differ.</summary>
public enum LedgerDifferenceKind
{
    /// <summary>The provider has money that no order of ours is for.</summary>
    MoneyWithoutOrder,

    /// <summary>An order has tickets, and the provider knows no payment for them.</summary>
    OrderWithoutMoney,
    AmountDiffers,
    CurrencyDiffers,

    /// <summary>More than one payment was taken for one order.</summary>
    TakenTwice,

    /// <summary>Money was taken for an attempt that got no tickets, such as one that was turned away.</summary>
    TakenForNothing,

    /// <summary>We hold the payment for captured, and the provider took nothing.</summary>
    NotTaken,

    /// <summary>The provider has given back more than we know of.</summary>
    RefundedThereOnly,

    /// <summary>We hold for given back what the provider still has.</summary>
    RefundedHereOnly,

    /// <summary>What the order's tickets are worth is not what was paid less what was given back.</summary>
    TicketsDiffer,
}

/// <summary>One thing in which the books differ.</summary>
/// <param name="OrderId">Ours; null when the payment names no order.</param>
/// <param name="PaymentId">The provider's; null when there is none.</param>
/// <param name="Detail">A sentence with both sides' amounts.</param>
[GenerateSerializer, Immutable, Alias("LedgerDifference")]
public sealed record LedgerDifference(
    [property: Id(0)] LedgerDifferenceKind Kind,
    [property: Id(1)] Guid? OrderId,
    [property: Id(2)] string? PaymentId,
    [property: Id(3)] string Detail);

/// <summary>Compares our books with the provider's, a page at a time.</summary>
/// <param name="From">The first day, UTC.</param>
/// <param name="To">The last day, UTC.</param>
/// <param name="Cursor">The <see cref="LedgerPage.NextCursor"/> of the page before, with the same days; null for the first.</param>
[GenerateSerializer, Immutable, Alias("ReconcileLedgers")]
public sealed record ReconcileLedgers([property: Id(0)] Caller Caller, [property: Id(1)] DateOnly From, [property: Id(2)] DateOnly To, [property: Id(3)] string? Cursor = null);

/// <summary>What one page of both books showed. A page without differences may be followed by one with some.</summary>
/// <param name="Payments">How many of the provider's payments were compared.</param>
/// <param name="Orders">How many of our orders with tickets or money were compared.</param>
/// <param name="NextCursor">Null when all is compared.</param>
[GenerateSerializer, Immutable, Alias("LedgerPage")]
public sealed record LedgerPage(
    [property: Id(0)] ImmutableArray<LedgerDifference> Differences,
    [property: Id(1)] int Payments,
    [property: Id(2)] int Orders,
    [property: Id(3)] string? NextCursor);
