using System.Net;
using EventTicket.Events;
using Microsoft.Extensions.Logging;
using Stripe;

namespace EventTicket.Payments;

/// <summary>Money on its way back.</summary>
internal sealed partial class StripePayments
{
    private const string OurRefund = "refund";
    private const string OurRound = "round";

    public Task<RefundAnswer> GiveBack(Refund refund, PaymentAttempt paid) => Ask(refund, async () => Read(await stripe.V1.Refunds.CreateAsync(
        new RefundCreateOptions
        {
            PaymentIntent = paid.IntentId,
            Amount = StripeAmount.Of(refund.Amount),
            Reason = "requested_by_customer",
            Metadata = new(Metadata(paid)) { [OurRefund] = refund.RefundId.ToString(), [OurRound] = Text(refund.Round) },
        },
        new RequestOptions { IdempotencyKey = refund.Key })));

    public Task<RefundAnswer> Look(Refund refund, PaymentAttempt paid) => Ask(refund, async () =>
    {
        if (refund.ProviderId is { } id)
        {
            return Read(await stripe.V1.Refunds.GetAsync(id));
        }

        // A round before this one that failed is no answer to this one; one that did not fail is.
        var ours = (await Refunds(paid)).Where(one => one.OurId == refund.RefundId).ToList();
        var answer = ours.Find(one => one.Answer.Progress is RefundProgress.Succeeded or RefundProgress.Pending) ?? ours.Find(one => one.Round == Text(refund.Round));
        return answer?.Answer ?? new RefundAnswer(RefundProgress.None);
    });

    public async Task<MoneyOut?> Out(PaymentAttempt paid)
    {
        try
        {
            var refunds = await Refunds(paid);
            var disputes = await stripe.V1.Disputes.ListAsync(new DisputeListOptions { PaymentIntent = paid.IntentId, Limit = 100 });
            return new MoneyOut(refunds, [.. disputes.Select(dispute => new DisputeAtProvider(dispute.Id, StripeAmount.From(dispute.Amount, paid.Amount.Currency), Outcome(dispute.Status), dispute.Status))]);
        }
        catch (Exception e) when (e is StripeException or HttpRequestException or OperationCanceledException)
        {
            log.LogWarning("Order {OrderId}: the provider does not tell what was given back: {Reason}", paid.OrderId, e.Message);
            return null;
        }
    }

    /// <summary>Refunds that others made, and disputes as they stand: each once for every state in which it is met.</summary>
    /// <exception cref="StripeException">The provider did not answer, or with a failure.</exception>
    public async Task<IReadOnlyList<ProviderEvent>> Gone(DateTimeOffset refundsSince, DateTimeOffset disputesSince)
    {
        List<ProviderEvent> hints = [];
        await foreach (var refund in stripe.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { Created = Since(refundsSince), Limit = 100 }))
        {
            if (refund.PaymentIntentId is { } intent && refund.Metadata?.ContainsKey(OurRefund) != true)
            {
                hints.Add(new ProviderEvent($"seen {refund.Id} {refund.Status}", "refund.seen", [intent], []));
            }
        }

        await foreach (var dispute in stripe.V1.Disputes.ListAutoPagingAsync(new DisputeListOptions { Created = Since(disputesSince), Limit = 100 }))
        {
            if (dispute.PaymentIntentId is { } intent)
            {
                hints.Add(new ProviderEvent($"seen {dispute.Id} {dispute.Status}", "charge.dispute.seen", [intent], []));
            }
        }

        return hints;
    }

    private static DateRangeOptions Since(DateTimeOffset time) => new() { GreaterThanOrEqual = time.UtcDateTime };

    private async Task<IReadOnlyList<RefundAtProvider>> Refunds(PaymentAttempt paid)
    {
        List<RefundAtProvider> all = [];
        await foreach (var refund in stripe.V1.Refunds.ListAutoPagingAsync(new RefundListOptions { PaymentIntent = paid.IntentId, Limit = 100 }))
        {
            Guid? ours = Guid.TryParse(refund.Metadata?.GetValueOrDefault(OurRefund), out var id) ? id : null;
            all.Add(new RefundAtProvider(refund.Id, ours, refund.Metadata?.GetValueOrDefault(OurRound), StripeAmount.From(refund.Amount, paid.Amount.Currency), Read(refund)));
        }

        return all;
    }

    private static RefundAnswer Read(Stripe.Refund refund) => refund.Status switch
    {
        "succeeded" => new RefundAnswer(RefundProgress.Succeeded, refund.Id),
        "pending" or "requires_action" => new RefundAnswer(RefundProgress.Pending, refund.Id),
        "failed" or "canceled" => new RefundAnswer(RefundProgress.Failed, refund.Id, refund.FailureReason ?? refund.Status),
        _ => new RefundAnswer(RefundProgress.Unknown, refund.Id),
    };

    // An inquiry (warning_…) takes no money yet; the tickets stay as they are.
    private static DisputeOutcome? Outcome(string status) => status switch
    {
        "won" or "prevented" => DisputeOutcome.Won,
        "lost" => DisputeOutcome.Lost,
        "needs_response" or "under_review" => DisputeOutcome.Open,
        _ => null,
    };

    private async Task<RefundAnswer> Ask(Refund refund, Func<Task<RefundAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (StripeException e) when (e.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.PaymentRequired)
        {
            log.LogWarning("Refund {RefundId}: the provider rejected it: {Code}", refund.RefundId, e.StripeError?.Code);
            return new RefundAnswer(RefundProgress.Rejected, Detail: e.StripeError?.Code ?? "rejected");
        }
        catch (StripeException e) when (e.HttpStatusCode >= HttpStatusCode.InternalServerError && e.StripeError is not null)
        {
            return new RefundAnswer(RefundProgress.Broken);
        }
        catch (Exception e) when (e is StripeException or HttpRequestException or OperationCanceledException)
        {
            log.LogWarning("Refund {RefundId}: no answer from the provider: {Reason}", refund.RefundId, e.Message);
            return new RefundAnswer(RefundProgress.Unknown);
        }
    }
}
