using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>
/// Takes the next step of an attempt: asks the event and the provider, and lets <see cref="PaymentTransitions"/> say what that leads to. Each
/// step may be taken again at any time: the event repeats its decisions, the provider its answers to the same key.
/// </summary>
internal sealed class PaymentSteps(Guid orderId, IGrainFactory grains, IPaymentProvider provider, TimeProvider clock)
{
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
    public async Task<PaymentAttempt> Take(PaymentAttempt attempt, bool close) => PaymentTransitions.Next(attempt, close, Now) switch
    {
        PaymentStep.Open => await Open(attempt),
        PaymentStep.Look => await AfterOpening(attempt, PaymentTransitions.Opened(attempt, await provider.Look(attempt), Now)),
        PaymentStep.Close => await AfterOpening(attempt, PaymentTransitions.Opened(attempt, await provider.CloseOpen(attempt), Now)),
        PaymentStep.Decide => await Decide(attempt),
        PaymentStep.Capture => await Capture(attempt),
        PaymentStep.Cancel => await Cancel(attempt),
        PaymentStep.LookLate => await LookLate(attempt),
        _ => attempt,
    };

    private DateTimeOffset Now => clock.GetUtcNow();

    private IEventGrain Event(PaymentAttempt attempt) => grains.Event(attempt.EventId);

    private async Task<PaymentAttempt> Open(PaymentAttempt attempt)
    {
        var began = Now;
        var terms = await Event(attempt).StartPayment(new StartPayment(orderId, attempt.PersonId, attempt.Attempt));
        if (!terms.Succeeded)
        {
            return await Refused(attempt, terms.Refusal.Code);
        }

        if (attempt.Amount.Amount == 0)
        {
            return attempt.To(PaymentState.Authorised, Now);
        }

        // Only the provider's page has a use for the buyer's address.
        var email = attempt.PaymentMethod is null ? (await grains.User(attempt.PersonId).Profile()).Value?.Email : null;
        if (Now - began > PaymentTransitions.TermsLast)
        {
            return attempt.TriedInVain(Now);
        }

        var answer = await provider.Open(attempt, terms.Value, email);
        return await AfterOpening(attempt, answer.State == ProviderState.Broken
            ? PaymentTransitions.Found(attempt, await provider.Find(attempt), asking: true, Now)
            : PaymentTransitions.Opened(attempt, answer, Now));
    }

    /// <summary>The event would not have it. What the provider may have heard of before is looked for first.</summary>
    private async Task<PaymentAttempt> Refused(PaymentAttempt attempt, RefusalCode why)
    {
        if (why == RefusalCode.Busy)
        {
            return attempt.TriedInVain(Now);
        }

        return attempt is { MayBeKnown: true, Amount.Amount: > 0 }
            ? await AfterOpening(attempt, PaymentTransitions.Found(attempt, await provider.Find(attempt), asking: false, Now))
            : PaymentTransitions.Refused(attempt, why, Now);
    }

    /// <summary>An attempt that came to nothing is over only when the hold is as it was before.</summary>
    private async Task<PaymentAttempt> AfterOpening(PaymentAttempt attempt, PaymentAttempt next)
    {
        if (next.State is not (PaymentState.Declined or PaymentState.Closed))
        {
            return next;
        }

        var closed = await Event(attempt).ClosePayment(new ClosePayment(orderId, attempt.Attempt, next.Declined == nameof(RefusalCode.PaymentsUnavailable)));
        return closed.Refusal?.Code == RefusalCode.Busy ? attempt.TriedInVain(Now) : next;
    }

    private async Task<PaymentAttempt> LookLate(PaymentAttempt attempt)
    {
        var found = await provider.Find(attempt);
        return PaymentTransitions.Late(attempt, found, Now) ?? await Decide(attempt with { IntentId = found.IntentId });
    }

    private async Task<PaymentAttempt> Decide(PaymentAttempt attempt)
    {
        var decision = await Event(attempt).Decide(new DecidePayment(orderId, attempt.Attempt));
        return decision.Refusal is { Code: RefusalCode.Busy }
            ? attempt.TriedInVain(Now)
            : PaymentTransitions.Decided(attempt, decision.Value?.Issued == true, Now) with { Tickets = InOrder(decision.Value?.Tickets ?? []) };
    }

    // As the table answers them, so that a repetition reads the same.
    private static ImmutableArray<IssuedTicket> InOrder(ImmutableArray<IssuedTicket> tickets) => tickets.Sort((one, other) => one.TicketId.CompareTo(other.TicketId));

    private async Task<PaymentAttempt> Capture(PaymentAttempt attempt)
    {
        var answer = attempt.Amount.Amount == 0 ? new ProviderAnswer(ProviderState.Captured) : await provider.Capture(attempt);
        var next = PaymentTransitions.Captured(attempt, answer.State == ProviderState.Captured ? answer : await provider.Look(attempt), Now);
        var heard = next.State switch
        {
            PaymentState.Captured => await Event(attempt).Settle(new SettlePayment(orderId, attempt.Attempt)),
            PaymentState.Uncollectible => await Event(attempt).Revoke(new SettlePayment(orderId, attempt.Attempt)),
            _ => Done.It,
        };
        return heard.Succeeded ? next : attempt.TriedInVain(Now);
    }

    private async Task<PaymentAttempt> Cancel(PaymentAttempt attempt)
    {
        var answer = attempt.Amount.Amount == 0 ? new ProviderAnswer(ProviderState.Closed) : await provider.Cancel(attempt);
        return PaymentTransitions.Cancelled(attempt, answer.State == ProviderState.Closed ? answer : await provider.Look(attempt), Now);
    }
}
