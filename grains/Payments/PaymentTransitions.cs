namespace EventTicket.Payments;

/// <summary>
/// What is to be done about an attempt, and what an answer makes of it: from state and answer to state, and nothing else. What it
/// leads to is true only once the event has heard of it; see <see cref="PaymentSteps"/>.
/// </summary>
internal static class PaymentTransitions
{
    /// <summary>How often a provider that fails is asked with one key, looking each time for what it may have done, before the attempt is given up.</summary>
    private const int TriesWithOneKey = 3;

    /// <summary>A request may arrive long after its sender has given it up. When an attempt has ended without the provider's own word, it is looked for once more, this much later.</summary>
    public static readonly TimeSpan Latest = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long what the event granted is good for. A process that stood still may come to the provider long after others have closed the attempt, and looked for it
    /// the last time; it asks the event again instead.
    /// </summary>
    public static readonly TimeSpan TermsLast = TimeSpan.FromMinutes(1);

    // A page is looked at again even when nobody tells us that the hold ended.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <param name="close">The buyer turned away, or the hold's time is over: end what is still open.</param>
    public static PaymentStep Next(PaymentAttempt attempt, bool close, DateTimeOffset now) => attempt.State switch
    {
        PaymentState.Closed when attempt.NextAt <= now => PaymentStep.LookLate,
        PaymentState.Started => PaymentStep.Open,
        PaymentState.Waiting => close ? PaymentStep.Close : PaymentStep.Look,
        PaymentState.Authorised => PaymentStep.Decide,
        PaymentState.Issued => PaymentStep.Capture,
        PaymentState.TurnedAway => PaymentStep.Cancel,
        _ => PaymentStep.None,
    };

    /// <summary>An open attempt, after what the provider said of it.</summary>
    public static PaymentAttempt Opened(PaymentAttempt attempt, ProviderAnswer answer, DateTimeOffset now)
    {
        var known = Known(attempt, answer);
        return answer.State switch
        {
            ProviderState.Waiting when attempt.State == PaymentState.Waiting && attempt.NextAt > now => attempt,
            ProviderState.Waiting => known.To(PaymentState.Waiting, now + LookAgain),
            ProviderState.Authorised or ProviderState.Captured => known.To(PaymentState.Authorised, now),
            ProviderState.Declined => known.To(PaymentState.Declined) with { Declined = answer.Detail },
            ProviderState.Closed => Closed(known, RefusalCode.HoldEnded),
            ProviderState.Rejected when attempt.State == PaymentState.Started =>
                Closed(known, attempt.PaymentMethod is null ? RefusalCode.PaymentsUnavailable : RefusalCode.Invalid),
            ProviderState.Unreachable when attempt is { State: PaymentState.Started, MayBeKnown: false } => Unseen(known, RefusalCode.PaymentsUnavailable, now),
            ProviderState.Mismatch => known.TriedInVain(now) with { Trouble = new PaymentTrouble(PaymentMatterKind.Mismatch, answer.Detail) },
            _ => known.TriedInVain(now),
        };
    }

    /// <summary>An attempt whose opening failed, after looking for what it may have done.</summary>
    /// <param name="asking">Whether it may be opened once more when it does not exist.</param>
    public static PaymentAttempt Found(PaymentAttempt attempt, ProviderAnswer found, bool asking, DateTimeOffset now) => found.State switch
    {
        ProviderState.Closed when found.IntentId is null && asking && attempt.Tries < TriesWithOneKey => attempt.TriedInVain(now),
        ProviderState.Closed when found.IntentId is null => Unseen(attempt, asking ? RefusalCode.PaymentsUnavailable : RefusalCode.HoldEnded, now),
        ProviderState.Rejected or ProviderState.Unreachable => attempt.TriedInVain(now),
        _ => Opened(attempt, found, now),
    };

    /// <summary>An attempt that ended unseen, after it was looked for once more. Null when there is money after all, about which the event must decide.</summary>
    public static PaymentAttempt? Late(PaymentAttempt attempt, ProviderAnswer found, DateTimeOffset now) => found.State switch
    {
        ProviderState.Authorised or ProviderState.Captured => null,
        ProviderState.Closed or ProviderState.Declined => attempt with { NextAt = null, Tries = 0 },
        _ => attempt.TriedInVain(now),
    };

    public static PaymentAttempt Decided(PaymentAttempt attempt, bool issued, DateTimeOffset now) =>
        attempt.To(issued ? PaymentState.Issued : PaymentState.TurnedAway, now);

    /// <param name="captured">What the provider said to the capture, or, unless that was a yes, when it was looked at afterwards.</param>
    public static PaymentAttempt Captured(PaymentAttempt attempt, ProviderAnswer captured, DateTimeOffset now) => captured.State switch
    {
        ProviderState.Captured => attempt.To(PaymentState.Captured),
        ProviderState.Closed or ProviderState.Declined =>
            attempt.To(PaymentState.Uncollectible) with { Trouble = new PaymentTrouble(PaymentMatterKind.Uncollectible, captured.Detail) },
        _ => attempt.TriedInVain(now),
    };

    /// <param name="cancelled">What the provider said to the cancelling, or, unless that was a yes, when it was looked at afterwards.</param>
    public static PaymentAttempt Cancelled(PaymentAttempt attempt, ProviderAnswer cancelled, DateTimeOffset now) => cancelled.State switch
    {
        ProviderState.Closed => attempt.To(PaymentState.Cancelled),
        // Somebody took it in the provider's dashboard.
        ProviderState.Captured => attempt.TriedInVain(now) with { Trouble = new PaymentTrouble(PaymentMatterKind.Mismatch, "captured though turned away") },
        _ => attempt.TriedInVain(now),
    };

    public static PaymentAttempt Closed(PaymentAttempt attempt, RefusalCode why) => attempt.To(PaymentState.Closed) with { Declined = why.ToString() };

    /// <summary>An attempt that the event would not have, and that this process has not shown to the provider: another that drives it too may have.</summary>
    public static PaymentAttempt Refused(PaymentAttempt attempt, RefusalCode why, DateTimeOffset now) =>
        attempt.Amount.Amount > 0 ? Unseen(attempt, why, now) : Closed(attempt, why);

    // On a page nobody can pay whose address nobody was given.
    private static PaymentAttempt Unseen(PaymentAttempt attempt, RefusalCode why, DateTimeOffset now) =>
        Closed(attempt, why) with { NextAt = attempt.PaymentMethod is null ? null : now + Latest };

    private static PaymentAttempt Known(PaymentAttempt attempt, ProviderAnswer answer) => attempt with
    {
        SessionId = answer.SessionId ?? attempt.SessionId,
        IntentId = answer.IntentId ?? attempt.IntentId,
        PageUrl = answer.PageUrl ?? attempt.PageUrl,
    };
}

internal enum PaymentStep
{
    None,
    Open,
    Look,
    Close,
    Decide,
    Capture,
    Cancel,
    LookLate,
}
