using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>
/// The next step of an attempt, and what it leads to. Each step may be taken again at any time: the event repeats its
/// decisions, the provider its answers to the same key.
/// </summary>
internal sealed class PaymentSteps(Guid orderId, IGrainFactory grains, StripePayments provider, TimeProvider clock)
{
    // A page is looked at again even when nobody tells us that the hold ended.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(30);

    /// <summary>Why an attempt ended without an outcome, as it was answered at first.</summary>
    public static Refusal WhyClosed(PaymentAttempt attempt) => Enum.TryParse<RefusalCode>(attempt.Declined, out var code)
        ? code switch
        {
            RefusalCode.PaymentsUnavailable => new Refusal(code, RetryAfter: TimeSpan.FromSeconds(10)),
            RefusalCode.Invalid => Refusal.Invalid("paymentMethod", "Not a payment method that can be charged."),
            _ => new Refusal(code),
        }
        : Refusal.HoldEnded;

    /// <param name="close">The buyer turned away, or the hold's time is over: end what is still open.</param>
    /// <returns>The attempt after the step; in the same state, with the time of the next try, when the step could not be taken; unchanged when there is none to take.</returns>
    public Task<PaymentAttempt> Take(PaymentAttempt attempt, bool close) => attempt.State switch
    {
        PaymentState.Started => Open(attempt),
        PaymentState.Waiting => Look(attempt, close),
        PaymentState.Authorised => Decide(attempt),
        PaymentState.Issued => Capture(attempt),
        PaymentState.TurnedAway => Cancel(attempt),
        _ => Task.FromResult(attempt),
    };

    private IEventGrain Event(PaymentAttempt attempt) => grains.Event(attempt.EventId);

    private async Task<PaymentAttempt> Open(PaymentAttempt attempt)
    {
        var terms = await Event(attempt).StartPayment(new StartPayment(orderId, attempt.PersonId, attempt.Attempt));
        if (!terms.Succeeded)
        {
            return terms.Refusal.Code == RefusalCode.Busy ? attempt.TriedInVain(clock.GetUtcNow()) : Closed(attempt, terms.Refusal.Code);
        }

        if (attempt.Amount.Amount == 0)
        {
            return attempt.To(PaymentState.Authorised, clock.GetUtcNow());
        }

        var person = await grains.User(attempt.PersonId).Profile();
        return await After(attempt, await provider.Open(attempt, terms.Value, person.Value?.Email));
    }

    private async Task<PaymentAttempt> Look(PaymentAttempt attempt, bool close) =>
        await After(attempt, close ? await provider.CloseOpen(attempt) : await provider.Look(attempt));

    private async Task<PaymentAttempt> After(PaymentAttempt attempt, ProviderAnswer answer)
    {
        var known = attempt with
        {
            SessionId = answer.SessionId ?? attempt.SessionId,
            IntentId = answer.IntentId ?? attempt.IntentId,
            PageUrl = answer.PageUrl ?? attempt.PageUrl,
        };
        switch (answer.State)
        {
            case ProviderState.Waiting when attempt.State == PaymentState.Waiting && attempt.NextAt > clock.GetUtcNow():
                return attempt;
            case ProviderState.Waiting:
                return known.To(PaymentState.Waiting, clock.GetUtcNow() + LookAgain);
            case ProviderState.Authorised or ProviderState.Captured:
                return known.To(PaymentState.Authorised, clock.GetUtcNow());
            case ProviderState.Declined:
                return await CloseAtEvent(known, known.To(PaymentState.Declined) with { Declined = answer.Detail });
            case ProviderState.Closed:
                return await CloseAtEvent(known, Closed(known, RefusalCode.HoldEnded));
            case ProviderState.Rejected:
                return await CloseAtEvent(known, Closed(known, attempt.PaymentMethod is null ? RefusalCode.PaymentsUnavailable : RefusalCode.Invalid));
            case ProviderState.Unreachable when attempt.State == PaymentState.Started && attempt.Tries == 0:
                return await CloseAtEvent(known, Closed(known, RefusalCode.PaymentsUnavailable));
            default:
                return known.TriedInVain(clock.GetUtcNow());
        }
    }

    private async Task<PaymentAttempt> Decide(PaymentAttempt attempt)
    {
        var decision = await Event(attempt).Decide(new DecidePayment(orderId, attempt.Attempt));
        if (decision.Refusal is { Code: RefusalCode.Busy })
        {
            return attempt.TriedInVain(clock.GetUtcNow());
        }

        return attempt.To(decision.Value?.Issued == true ? PaymentState.Issued : PaymentState.TurnedAway, clock.GetUtcNow());
    }

    private async Task<PaymentAttempt> Capture(PaymentAttempt attempt)
    {
        if (attempt.Amount.Amount > 0 && (await provider.Capture(attempt)).State != ProviderState.Captured
            && (await provider.Look(attempt)).State != ProviderState.Captured)
        {
            return attempt.TriedInVain(clock.GetUtcNow());
        }

        var settled = await Event(attempt).Settle(new SettlePayment(orderId, attempt.Attempt));
        return settled.Succeeded ? attempt.To(PaymentState.Captured) : attempt.TriedInVain(clock.GetUtcNow());
    }

    private async Task<PaymentAttempt> Cancel(PaymentAttempt attempt) =>
        attempt.Amount.Amount == 0
        || (await provider.Cancel(attempt)).State == ProviderState.Closed
        || (await provider.Look(attempt)).State == ProviderState.Closed
            ? attempt.To(PaymentState.Cancelled)
            : attempt.TriedInVain(clock.GetUtcNow());

    /// <summary>The hold is as it was before: only then is the attempt over.</summary>
    private async Task<PaymentAttempt> CloseAtEvent(PaymentAttempt attempt, PaymentAttempt over)
    {
        var closed = await Event(attempt).ClosePayment(new ClosePayment(orderId, attempt.Attempt));
        return closed.Refusal?.Code == RefusalCode.Busy ? attempt.TriedInVain(clock.GetUtcNow()) : over;
    }

    private static PaymentAttempt Closed(PaymentAttempt attempt, RefusalCode why) => attempt.To(PaymentState.Closed) with { Declined = why.ToString() };
}
