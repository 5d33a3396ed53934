using EventTicket.Queries;
using Orleans.Concurrency;

namespace EventTicket.Payments;

/// <summary>Reads tables whose only writers are the events and payments; what a person decides about a matter is written here.</summary>
[StatelessWorker, Reentrant]
internal sealed class MoneyGrain(MatterTable matters, IRefundRecords refunds, CancellationTable cancellations, Ledger ledger, TimeProvider clock) : Grain, IMoneyGrain
{
    private const char List = 'p';
    private const int LongestNote = 500;

    public async Task<Result<Page<PaymentMatter>>> Matters(Caller caller, PageRequest page)
    {
        if (caller.Role != Role.Admin)
        {
            return Refusal.Forbidden;
        }

        if (page.Check(List, out var after) is { } refusal)
        {
            return refusal;
        }

        var open = await Ask.Database(() => matters.Open(after, page.Limit + 1));
        return page.Of(List, open, matter => new(matter.FoundAt, matter.MatterId));
    }

    public async Task<Result<Done>> TryAgain(Caller caller, Guid matterId)
    {
        var found = await Find(caller, matterId);
        if (!found.Succeeded)
        {
            return found.As<Done>();
        }

        var (matter, isOpen) = found.Value;
        if (!isOpen)
        {
            return Done.It;
        }

        var payment = GrainFactory.Payment(matter.OrderId);
        switch (matter.Kind)
        {
            case PaymentMatterKind.RefundFailed:
                await Ask.Database(() => AskAnew(Guid.Parse(matter.Reference)));
                await payment.Reconcile();
                return Done.It;
            case PaymentMatterKind.Mismatch:
                await payment.Reconcile();
                return Done.It;
            case PaymentMatterKind.Dispute:
                return await payment.Recount();
            default:
                return Refusal.Invalid("matterId", "Asking the provider again cannot change this; settle it another way and say how.");
        }
    }

    public async Task<Result<Done>> Settle(SettleMatter request)
    {
        var found = await Find(request.Caller, request.MatterId);
        if (!found.Succeeded)
        {
            return found.As<Done>();
        }

        var note = request.Note.Trim();
        if (note.Length is 0 or > LongestNote)
        {
            return Refusal.Invalid("note", $"Must be 1 to {LongestNote} characters that say what was done.");
        }

        var matter = found.Value.Matter;
        return await Ask.Database(async () =>
        {
            await matters.Settle(matter.Kind, matter.Reference, request.Caller.PersonId, note, clock.GetUtcNow());
            return Done.It;
        });
    }

    public async Task<Result<CancellationProgress>> Cancellation(Caller caller, Guid eventId) =>
        await Ask.Database(() => cancellations.Progress(eventId, caller.Role == Role.Admin ? null : caller.PersonId)) is { } progress
            ? progress
            : Refusal.NotFound;

    public async Task<Result<LedgerPage>> Reconcile(ReconcileLedgers request) =>
        request.Caller.Role == Role.Admin ? await ledger.Compare(request.From, request.To, request.Cursor) : Refusal.Forbidden;

    private async Task<Result<(PaymentMatter Matter, bool IsOpen)>> Find(Caller caller, Guid matterId)
    {
        if (caller.Role != Role.Admin)
        {
            return Refusal.Forbidden;
        }

        return await Ask.Database(() => matters.Find(matterId)) is { } found ? found : Refusal.NotFound;
    }

    // Another round, with another key: the provider would repeat its failure to the old one.
    private async Task<bool> AskAnew(Guid refundId)
    {
        var now = clock.GetUtcNow();
        return await refunds.Find(refundId) is { State: RefundState.Failed } failed
            && await refunds.Save(failed with { State = RefundState.Due, Round = failed.Round + 1, ProviderId = null, NextAt = now, Tries = 0 }, failed, now);
    }
}
