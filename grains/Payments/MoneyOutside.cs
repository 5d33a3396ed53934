using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>Accounts for money that leaves without us: refunds of the provider's dashboard, and disputes. The event hears first, then the list of what needs a person.</summary>
internal sealed class MoneyOutside(IPaymentProvider provider, IRefundRecords refunds, RefundSteps steps, IMatterRecords matters, TimeProvider clock)
{
    /// <summary>Asks the provider and accounts for all it tells; each thing once, however often it is told.</summary>
    /// <returns>Refused: payments-unavailable, busy.</returns>
    public async Task<Result<Done>> Account(IEventGrain sale, PaymentAttempt paid)
    {
        if (await provider.Out(paid) is not { } outside)
        {
            return new Refusal(RefusalCode.PaymentsUnavailable, RetryAfter: TimeSpan.FromSeconds(10));
        }

        foreach (var refund in outside.Refunds)
        {
            if (await Account(sale, paid, refund) is { Succeeded: false } refused)
            {
                return refused;
            }
        }

        foreach (var dispute in outside.Disputes)
        {
            if (await Account(sale, paid, dispute) is { Succeeded: false } refused)
            {
                return refused;
            }
        }

        await steps.Cap(paid, outside);
        return Done.It;
    }

    private async Task<Result<Done>> Account(IEventGrain sale, PaymentAttempt paid, RefundAtProvider refund)
    {
        if (refund.OurId is { } id && await refunds.Find(id) is { } ours)
        {
            // Ours, and the bank may have changed its mind since.
            if (ours.ProviderId == refund.Id && ours.State is RefundState.Pending or RefundState.Succeeded)
            {
                await steps.Record(ours, RefundTransitions.After(ours, refund.Answer, clock.GetUtcNow()));
            }

            return Done.It;
        }

        if (refund.Answer.Progress is not (RefundProgress.Succeeded or RefundProgress.Pending))
        {
            return Done.It;
        }

        var heard = await sale.RefundedOutside(new MoneyGone(paid.OrderId, refund.Id, refund.Amount));
        if (heard.Succeeded && refund.Amount < paid.Amount.Amount)
        {
            await matters.List(PaymentMatterKind.ExternalRefund, refund.Id, paid.EventId, paid.OrderId, paid.Amount with { Amount = refund.Amount }, null, clock.GetUtcNow());
        }

        return heard;
    }

    private async Task<Result<Done>> Account(IEventGrain sale, PaymentAttempt paid, DisputeAtProvider dispute)
    {
        if (dispute.Outcome is { } outcome
            && await sale.Dispute(new MoneyGone(paid.OrderId, dispute.Id, dispute.Amount), outcome) is { Succeeded: false } refused)
        {
            return refused;
        }

        await matters.List(PaymentMatterKind.Dispute, dispute.Id, paid.EventId, paid.OrderId, paid.Amount with { Amount = dispute.Amount }, dispute.Status, clock.GetUtcNow());
        if (dispute.Outcome == DisputeOutcome.Won)
        {
            await matters.Settle(PaymentMatterKind.Dispute, dispute.Id, null, "The dispute ended in our favour.", clock.GetUtcNow());
        }

        return Done.It;
    }
}
