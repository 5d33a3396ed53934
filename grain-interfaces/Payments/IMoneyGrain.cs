using Orleans.Concurrency;

namespace EventTicket.Payments;

/// <summary>What admins and managers ask about money. Asked of PostgreSQL, never waking an event. Stateless; use key 0.</summary>
[Alias("IMoneyGrain")]
public interface IMoneyGrain : IGrainWithIntegerKey
{
    /// <summary>What money needs a person for, the oldest first. Admins only. Refused: forbidden, invalid (limit, cursor).</summary>
    [Alias("Matters"), ReadOnly]
    Task<Result<Page<PaymentMatter>>> Matters(Caller caller, PageRequest page);

    /// <summary>
    /// Asks the provider once more: a failed refund is tried again with a new key, anything else is looked at again. The matter leaves the list when that
    /// settles it. Admins only. Refused: forbidden, not-found, invalid (matterId: nothing that asking again could change).
    /// </summary>
    [Alias("TryAgain")]
    Task<Result<Done>> TryAgain(Caller caller, Guid matterId);

    /// <summary>A person has settled it another way and says how. Again is a success. Admins only. Refused: forbidden, not-found, invalid (note: 1 to 500 characters).</summary>
    [Alias("Settle")]
    Task<Result<Done>> Settle(SettleMatter request);

    /// <summary>How far the orders of a cancelled event are refunded. Refused: not-found (not its manager, not an admin, or not cancelled).</summary>
    [Alias("Cancellation"), ReadOnly]
    Task<Result<CancellationProgress>> Cancellation(Caller caller, Guid eventId);

    /// <summary>
    /// Compares orders and tickets with the provider's record and names each difference. Admins only.
    /// Refused: forbidden, invalid (from, to, cursor), payments-unavailable.
    /// </summary>
    [Alias("Reconcile"), ReadOnly]
    Task<Result<LedgerPage>> Reconcile(ReconcileLedgers request);
}
