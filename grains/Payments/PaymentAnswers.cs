using System.Collections.Immutable;
using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>What a buyer is told of an attempt.</summary>
internal static class PaymentAnswers
{
    /// <summary>The buyer can be told something; what is left can be done without them.</summary>
    public static bool IsPossible(PaymentAttempt attempt) => attempt.State is not (PaymentState.Started or PaymentState.Authorised);

    /// <param name="tickets">The order's, once it has some.</param>
    public static Result<PaymentAnswer> Of(PaymentAttempt attempt, ImmutableArray<IssuedTicket> tickets)
    {
        return attempt.State switch
        {
            PaymentState.Issued or PaymentState.Captured => Progress(PaymentProgress.Paid) with { Tickets = tickets },
            PaymentState.Waiting => Progress(PaymentProgress.RequiresAction) with { Url = attempt.PageUrl },
            PaymentState.Started or PaymentState.Authorised => Progress(PaymentProgress.Processing),
            PaymentState.TurnedAway or PaymentState.Cancelled => Progress(PaymentProgress.TurnedAway),
            PaymentState.Declined => new Refusal(RefusalCode.CardDeclined, Detail: attempt.Declined),
            PaymentState.Closed => PaymentSteps.WhyClosed(attempt),
            PaymentState.Uncollectible => Progress(PaymentProgress.NotPaid),
            _ => throw new InvalidOperationException($"A payment cannot be {attempt.State}."),
        };

        PaymentAnswer Progress(PaymentProgress progress) => new(attempt.OrderId, attempt.EventId, progress, null, []);
    }
}
