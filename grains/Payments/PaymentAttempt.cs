using System.Collections.Immutable;
using System.Globalization;
using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>
/// Where an attempt stands. started → waiting (for the buyer, at the provider's page) → authorised → issued → captured;
/// or authorised → turned-away → cancelled; or declined, or closed without an outcome;
/// or issued → uncollectible, when the money can never be taken. Stored by these names.
/// </summary>
internal enum PaymentState
{
    Started,
    Waiting,
    Authorised,
    Issued,
    Captured,
    TurnedAway,
    Cancelled,
    Declined,
    Closed,
    Uncollectible,
}

/// <summary>One attempt at paying an order. Recorded before the provider is called, so that any process can take the next step.</summary>
/// <param name="Attempt">From 1 within the order; part of every idempotency key shown to the provider.</param>
/// <param name="PaymentMethod">The caller's PaymentMethod id; null for the provider's own page.</param>
/// <param name="SessionId">The provider's page, as soon as it is known.</param>
/// <param name="IntentId">The provider's payment, as soon as it is known.</param>
/// <param name="PageUrl">Where the buyer has to act.</param>
/// <param name="Declined">The bank's reason; for a closed attempt the <see cref="RefusalCode"/> it was answered with.</param>
/// <param name="NextAt">When somebody must look again; null when nothing is left to do.</param>
/// <param name="Tries">How often the next step has been tried in vain.</param>
internal sealed record PaymentAttempt(
    Guid OrderId,
    int Attempt,
    Guid EventId,
    Guid PersonId,
    PaymentState State,
    Money Amount,
    string? PaymentMethod,
    Operation Operation,
    string ReturnUrl,
    string CancelUrl,
    DateTimeOffset CreatedAt)
{
    private const int TriesWithOneKey = 3;

    public string? SessionId { get; init; }

    public string? IntentId { get; init; }

    public string? PageUrl { get; init; }

    public string? Declined { get; init; }

    public DateTimeOffset? NextAt { get; init; }

    public int Tries { get; init; }

    /// <summary>The provider may have heard of it: it was asked, or others may have asked before this process came to know of it.</summary>
    public bool MayBeKnown { get; init; }

    /// <summary>What it was issued, as far as this process was told; the table knows them always.</summary>
    public ImmutableArray<IssuedTicket> Tickets { get; init; } = [];

    /// <summary>What a person must look at, to be listed with the step.</summary>
    public PaymentTrouble? Trouble { get; init; }

    /// <summary>The provider may still take money for it, and whether it gets tickets is not decided.</summary>
    public bool IsOpen => State is PaymentState.Started or PaymentState.Waiting or PaymentState.Authorised;

    /// <summary>It was closed before the provider had anything to do with it.</summary>
    public bool WasRefusedWithoutEffect => State == PaymentState.Closed && SessionId is null && IntentId is null && Declined != nameof(RefusalCode.Invalid);

    public bool HasTickets => State is PaymentState.Issued or PaymentState.Captured;

    /// <summary>
    /// The name of a call in its idempotency key. The provider repeats a failure to the same key for a day, so one that goes on failing is made anew; only for
    /// calls that have their effect once however often they are made, such as a capture, never for one that opens a payment.
    /// </summary>
    public string Again(string call) => Tries < TriesWithOneKey ? call : string.Create(CultureInfo.InvariantCulture, $"{call}:{1 + (Tries / TriesWithOneKey)}");

    /// <summary>A step that failed is tried again soon, then less and less often, for as long as it takes.</summary>
    public PaymentAttempt TriedInVain(DateTimeOffset now) => this with
    {
        Tries = Tries + 1,
        MayBeKnown = true,
        Trouble = null,
        NextAt = now + TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(Tries, 5))),
    };

    /// <summary>The attempt in its next state. What leaves something to do is looked at again by <paramref name="nextAt"/>.</summary>
    public PaymentAttempt To(PaymentState state, DateTimeOffset? nextAt = null) => this with { State = state, NextAt = nextAt, Tries = 0, Trouble = null };
}

/// <param name="Detail">In the provider's words.</param>
internal sealed record PaymentTrouble(PaymentMatterKind Kind, string? Detail);
