namespace EventTicket.Payments;

/// <summary>Takes the next step of a refund. Each may be taken again at any time: the provider repeats its answer to the same key.</summary>
internal sealed class RefundSteps(IPaymentProvider provider, IRefundRecords records, TimeProvider clock)
{
    /// <summary>Takes every step that can be taken now of the order's refunds, each recorded before the next.</summary>
    public async Task Go(Guid orderId, IReadOnlyList<PaymentAttempt> attempts)
    {
        foreach (var refund in await records.UnderWay(orderId))
        {
            if (refund.NextAt <= clock.GetUtcNow() && attempts.FirstOrDefault(attempt => attempt.Attempt == refund.Attempt) is { } paid)
            {
                var after = await Take(refund, paid);
                await Record(refund, after);
                if (after.State == RefundState.Failed && await provider.Out(paid) is { } gone)
                {
                    await Cap(paid, gone);
                }
            }
        }
    }

    /// <summary>Takes from what is owed of a payment whatever a person gave back in the provider's dashboard.</summary>
    public async Task Cap(PaymentAttempt paid, MoneyOut gone)
    {
        var owed = (await records.Owed(paid.OrderId)).Where(refund => refund.Attempt == paid.Attempt);
        foreach (var (before, after) in RefundTransitions.Cap([.. owed], gone.LeftOf(paid.Amount)))
        {
            await Record(before, after);
        }
    }

    /// <summary>Records what a refund has become. Another who was faster has taken the same step.</summary>
    public async Task Record(Refund before, Refund after)
    {
        if (after != before)
        {
            await records.Save(after, before, clock.GetUtcNow());
        }
    }

    private async Task<Refund> Take(Refund refund, PaymentAttempt paid)
    {
        switch (RefundTransitions.Next(refund, paid.State))
        {
            case RefundStep.Wait:
                return RefundTransitions.Wait(refund, clock.GetUtcNow());
            case RefundStep.Drop:
                return RefundTransitions.Drop(refund);
            case RefundStep.Look:
                return After(refund, await provider.Look(refund, paid));
            case RefundStep.LookThenGiveBack when await provider.Look(refund, paid) is { Progress: not RefundProgress.None } found:
                return After(refund, found);
            case RefundStep.GiveBack or RefundStep.LookThenGiveBack:
                return RefundTransitions.After(refund, await provider.GiveBack(refund, paid), clock.GetUtcNow(), asked: true);
            default:
                return refund;
        }
    }

    private Refund After(Refund refund, RefundAnswer answer) => RefundTransitions.After(refund, answer, clock.GetUtcNow());
}
