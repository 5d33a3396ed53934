using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>The payment of one order; its key is the order's. Each step is recorded before it is taken, so that any of them can be taken again.</summary>
[Alias("IPaymentGrain")]
public interface IPaymentGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Pays the order, or opens the provider's page for it. A repeated operation repeats its outcome.
    /// Refused: not-found, hold-ended, already-paid, card-declined, payment-pending, event-cancelled, idempotency-key-reused, invalid (paymentMethod), payments-unavailable.
    /// </summary>
    [Alias("Pay")]
    Task<Result<PaymentAnswer>> Pay(PayOrder request);

    /// <summary>Asks the provider what is true and takes the next step: the browser came back, a webhook arrived, or a step is overdue. Safe at any time and any number of times.</summary>
    [Alias("Reconcile")]
    Task<Result<PaymentAnswer>> Reconcile();

    /// <summary>Gives the hold back; an open payment page is closed at the provider first. Refused: not-found, payment-pending (the provider is charging right now), already-paid.</summary>
    [Alias("Release")]
    Task<Result<Done>> Release(Guid personId);

    /// <summary>The hold's time is over while a payment is open: close it at the provider, or finish it if the money is there. Sent by the event, not awaited.</summary>
    [Alias("HoldEnded")]
    Task HoldEnded();

    /// <summary>Asks the provider what has left the order's money without us, refunds of its dashboard and disputes, and accounts for it. Safe at any time and any number of times. Refused: not-found, payments-unavailable.</summary>
    [Alias("Recount")]
    Task<Result<Done>> Recount();
}

/// <summary>Pay an order.</summary>
/// <param name="PaymentMethod">A Stripe PaymentMethod id; null for the provider's own page.</param>
/// <param name="ReturnUrl">Absolute; where the provider sends the browser afterwards.</param>
/// <param name="CancelUrl">Absolute; where the provider's page sends a buyer who turns back.</param>
[GenerateSerializer, Immutable, Alias("PayOrder")]
public sealed record PayOrder(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Guid PersonId,
    [property: Id(2)] string? PaymentMethod,
    [property: Id(3)] string ReturnUrl,
    [property: Id(4)] string CancelUrl);

public enum PaymentProgress
{
    /// <summary>The tickets are durable; capture may follow.</summary>
    Paid,

    /// <summary>The buyer has to act at <see cref="PaymentAnswer.Url"/>.</summary>
    RequiresAction,

    /// <summary>The provider has not answered yet.</summary>
    Processing,

    /// <summary>No attempt is open: the hold is as it was, or has ended.</summary>
    NotPaid,

    /// <summary>The money came for a hold that had ended and whose places are gone; nothing was charged.</summary>
    TurnedAway,
}

/// <param name="Url">The provider's page, for <see cref="PaymentProgress.RequiresAction"/> only.</param>
/// <param name="Tickets">For <see cref="PaymentProgress.Paid"/> only.</param>
/// <param name="Declined">The bank's reason of the last attempt that was declined, for <see cref="PaymentProgress.NotPaid"/> only.</param>
[GenerateSerializer, Immutable, Alias("PaymentAnswer")]
public sealed record PaymentAnswer(
    [property: Id(0)] Guid OrderId,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] PaymentProgress Progress,
    [property: Id(3)] string? Url,
    [property: Id(4)] ImmutableArray<IssuedTicket> Tickets,
    [property: Id(5)] string? Declined = null);
