namespace EventTicket.Payments;

/// <summary>What a request to pay leads to.</summary>
internal enum OpeningStep
{
    /// <summary>An attempt there is answers it.</summary>
    Answer,

    /// <summary>The last attempt came to nothing before anything was done: the same request is decided anew.</summary>
    Reopen,

    /// <summary>The open attempt must be over before there is another.</summary>
    Close,

    Add,
    Refuse,
}

/// <param name="Attempt">The attempt that answers, or is opened again.</param>
internal sealed record Opening(OpeningStep Step, PaymentAttempt? Attempt = null, Refusal? Refusal = null);

/// <summary>From the attempts there are and a request to what is to be done about it, and nothing else.</summary>
internal static class PaymentOpening
{
    /// <param name="method">The caller's PaymentMethod id; null for the provider's own page.</param>
    /// <param name="closed">The open attempt has been closed already, if that could be done in time.</param>
    public static Opening Next(IReadOnlyList<PaymentAttempt> attempts, Operation operation, string? method, bool closed)
    {
        var last = attempts is [.., var newest] ? newest : null;
        if (attempts.FirstOrDefault(attempt => attempt.Operation.Key == operation.Key) is { } same)
        {
            return same.Operation.Fingerprint != operation.Fingerprint ? new(OpeningStep.Refuse, Refusal: Refusal.KeyReused)
                : same == last && same.WasRefusedWithoutEffect ? new(OpeningStep.Reopen, same)
                : new(OpeningStep.Answer, same);
        }

        return last switch
        {
            // Pay clicked again, or in another tab: there is one page.
            { State: PaymentState.Started or PaymentState.Waiting, PaymentMethod: null } when method is null => new(OpeningStep.Answer, last),
            { IsOpen: true } => closed ? new(OpeningStep.Refuse, Refusal: Refusal.PaymentPending) : new(OpeningStep.Close),
            { HasTickets: true } => new(OpeningStep.Refuse, Refusal: Refusal.AlreadyPaid),
            _ => new(OpeningStep.Add),
        };
    }
}
