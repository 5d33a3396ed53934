namespace EventTicket.Payments;

/// <summary>What the provider's answers make of a refund: from state and answer to state, and nothing else.</summary>
internal static class RefundTransitions
{
    /// <summary>How often a failing request is repeated with its key, each time after looking for what it may have done, before it gets a new one.</summary>
    private const int TriesWithOneKey = 3;

    /// <summary>The provider's word for a payment that was given back wholly.</summary>
    public const string NothingLeft = "charge_already_refunded";

    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    /// <summary>What there is to do about a refund now.</summary>
    public static RefundStep Next(Refund refund, PaymentState paid) => (refund.State, paid) switch
    {
        (RefundState.Due, PaymentState.Uncollectible) => RefundStep.Drop,
        (RefundState.Due, not PaymentState.Captured) => RefundStep.Wait,
        (RefundState.Due, _) => refund.Tries == 0 ? RefundStep.GiveBack : RefundStep.LookThenGiveBack,
        (RefundState.Pending, _) => RefundStep.Look,
        _ => RefundStep.None,
    };

    /// <param name="asked">Whether the provider was asked to give the money back, not only to tell.</param>
    public static Refund After(Refund refund, RefundAnswer answer, DateTimeOffset now, bool asked = false)
    {
        var known = refund with { ProviderId = answer.ProviderId ?? refund.ProviderId };
        return answer.Progress switch
        {
            RefundProgress.Succeeded => known with { State = RefundState.Succeeded, NextAt = null, Tries = 0, Failure = null },
            RefundProgress.Pending => known with { State = RefundState.Pending, NextAt = now + LookAgain, Tries = 0 },
            RefundProgress.Failed => known with { State = RefundState.Failed, NextAt = null, Tries = 0, Failure = answer.Detail ?? "failed" },
            // Somebody gave all of it back in the provider's dashboard: there is nothing left that could be owed.
            RefundProgress.Rejected when asked && answer.Detail == NothingLeft => Drop(known) with { Failure = NothingLeft },
            RefundProgress.Rejected when asked => known with { State = RefundState.Failed, NextAt = null, Tries = 0, Failure = answer.Detail ?? "failed" },
            RefundProgress.Broken when asked && refund.Tries >= TriesWithOneKey => InVain(known, now) with { Round = refund.Round + 1, Tries = 1 },
            _ => InVain(known, now),
        };
    }

    /// <summary>What is owed of a payment cannot be more than what is left of it: the rest was given back without us.</summary>
    /// <param name="owed">The refunds that failed, the oldest first.</param>
    /// <param name="left">Minor units that have not gone back and are not about to.</param>
    /// <returns>Those that change, with what becomes of them.</returns>
    public static IEnumerable<(Refund Before, Refund After)> Cap(IReadOnlyList<Refund> owed, long left)
    {
        foreach (var refund in owed)
        {
            if (refund.Amount.Amount > left)
            {
                yield return (refund, left > 0 ? refund with { Amount = refund.Amount with { Amount = left } } : Drop(refund) with { Failure = NothingLeft });
            }

            left = Math.Max(0, left - refund.Amount.Amount);
        }
    }

    /// <summary>The money is not there yet: its capture is under way.</summary>
    public static Refund Wait(Refund refund, DateTimeOffset now) => refund with { NextAt = now + TimeSpan.FromSeconds(2) };

    public static Refund Drop(Refund refund) => refund with { State = RefundState.Dropped, NextAt = null, Tries = 0 };

    private static Refund InVain(Refund refund, DateTimeOffset now) => refund with
    {
        Tries = refund.Tries + 1,
        NextAt = now + TimeSpan.FromSeconds(Math.Min(60, 1 << Math.Min(refund.Tries, 6))),
    };
}

internal enum RefundStep
{
    None,
    Wait,
    Drop,
    GiveBack,
    LookThenGiveBack,
    Look,
}
