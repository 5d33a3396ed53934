using System.Collections.Immutable;
using EventTicket.Payments;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace EventTicket.Events;

/// <summary>
/// Owns one event while it lives. Reentrant, because callers must not queue behind a commit; safe, because a decision
/// contains no await: it runs to its end on <see cref="EventState"/>, and only then waits for its commit.
/// </summary>
[Reentrant]
internal sealed class EventGrain(IEventJournal journal, TimeProvider clock, ILogger<EventGrain> log) : Grain, IEventGrain
{
    /// <summary>Answers that may wait at a time; who comes after is told to come back, before anything changes.</summary>
    public const int MostWaiting = 20_000;

    private EventState state = null!;
    private CommitPump pump = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var eventId = this.GetPrimaryKey();
        try
        {
            (state, pump) = await Load(eventId);
        }
        catch (Exception e)
        {
            // No exception of the database's own can cross to the caller.
            log.LogWarning(e, "Event {EventId} cannot be read", eventId);
            throw new OutcomeUnknownException("The event cannot be read now.", e);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => pump?.Drain() ?? Task.CompletedTask;

    public Task<Result<EventSheet>> Draft(DraftEvent request) => Decide(now => state.Draft(request, now));

    public Task<Result<EventSheet>> Change(ChangeEvent request) => Decide(now => state.Change(request, now));

    public Task<Result<EventSheet>> Publish(PublishEvent request) => Decide(now => state.Publish(request, now));

    public Task<Result<EventSheet>> Read(Caller caller) => Decide<EventSheet>(_ => state.IsSeenBy(caller) ? state.Sheet() : Refusal.NotFound);

    public Task<Result<TicketHold>> Hold(HoldTickets request) => Decide(now => state.Hold(request, now));

    // One decides after the other, and then all wait for the same commit.
    public async Task<ImmutableArray<Result<TicketHold>>> HoldAll(ImmutableArray<HoldTickets> requests) => [.. await Task.WhenAll(requests.Select(Hold))];

    public Task<Result<TicketHold>> HoldBooking(HoldBooking request) => Decide(now => state.HoldBooking(request, now));

    public Task<Result<Done>> CancelBooking(CancelBooking request) => Decide(now => state.CancelBooking(request, now));

    public Task<Result<Done>> Release(ReleaseHold request) => Decide(now => state.Release(request, now));

    public Task<Result<PaymentTerms>> StartPayment(StartPayment request) => Decide(now => state.StartPayment(request, now));

    public Task<Result<Done>> ClosePayment(ClosePayment request) => Decide(now => state.ClosePayment(request, now));

    public Task<Result<Done>> Settle(SettlePayment request) => Decide(now => state.Settle(request, now));

    public Task<Result<Done>> Revoke(SettlePayment request) => Decide(now => state.Revoke(request, now));

    public Task<Result<EventSheet>> Cancel(CancelEvent request) => Decide(now => state.Cancel(request, now));

    public Task<Result<EventSheet>> Withdraw(WithdrawEvent request) => Decide(now => state.Withdraw(request, now));

    public Task<Result<EventSheet>> Restore(RestoreEvent request) => Decide(now => state.Restore(request, now));

    public Task<Result<RefundDecision>> Refund(RefundTickets request) => Decide(now => state.Refund(request, now));

    public Task<Result<Done>> RefundCancelled(Guid orderId) => Decide(now => state.RefundCancelled(orderId, now));

    public Task<Result<Done>> RefundedOutside(MoneyGone gone) => Decide(now => state.RefundedOutside(gone, now));

    public Task<Result<Done>> Dispute(MoneyGone disputed, DisputeOutcome outcome) => Decide(now => state.Dispute(disputed, outcome, now));

    public Task<Result<Admission>> CheckIn(CheckInTicket request) => Decide(now => state.CheckIn(request, now));

    public Task<Result<Done>> UndoCheckIn(UndoCheckIn request) => Decide(now => state.UndoCheckIn(request, now));

    public Task<Result<CodeSheet>> KeepCode(KeepCode request) => Decide(now => state.KeepCode(request, now));

    public Task<Result<Done>> RemoveCode(RemoveCode request) => Decide(now => state.RemoveCode(request, now));

    public Task<Result<ImmutableArray<CodeSheet>>> Codes(Caller caller) =>
        Decide<ImmutableArray<CodeSheet>>(_ => state.IsSeenBy(caller) ? state.Codes : Refusal.NotFound);

    public Task<Result<TransferredTicket>> Transfer(TransferTicket request) => Decide(now => state.Transfer(request, now));

    public Task<Result<WaitingPlace>> Join(JoinWaitingList request) => Decide(now => state.Join(request, now));

    public Task<Result<Done>> Leave(LeaveWaitingList request) => Decide(now => state.Leave(request, now));

    public Task WakeUp() => Decide<Done>(_ => Done.It);

    public async Task<Result<PaymentDecision>> Decide(DecidePayment request)
    {
        var decided = await Decide(now => state.Decide(request, now));
        if (!decided.Succeeded)
        {
            return decided.As<PaymentDecision>();
        }

        return decided.Value
            ? new PaymentDecision(true, ((Confirmed)await ReadFact(state.Order(request.OrderId)!.ConfirmedSeq)).Tickets)
            : new PaymentDecision(false, []);
    }

    public async Task<Result<BookedPlaces>> Book(BookPreSale request)
    {
        var booked = await Decide(now => state.Book(request, now));
        if (!booked.Succeeded)
        {
            return booked.As<BookedPlaces>();
        }

        var booking = booked.Value;
        var tickets = booking.Price > 0 ? [] : ((Confirmed)await ReadFact(state.Order(booking.OrderId!.Value)!.ConfirmedSeq)).Tickets;
        return new BookedPlaces(
            booking.BookingId, this.GetPrimaryKey(), booking.Code, booking.Places, new Money(booking.Price, state.Definition!.Currency), booking.PayBy, tickets);
    }

    /// <summary>One decision: what is due first, then the rule, then the wait until it is durable. No await before the wait.</summary>
    private async Task<Result<T>> Decide<T>(Func<DateTimeOffset, Result<T>> rule)
    {
        if (pump.Waiting >= MostWaiting)
        {
            return Refusal.Busy;
        }

        if (pump.IsBroken)
        {
            await pump.Committed();
        }

        var now = Now();
        var ended = state.EndDue(now);
        var result = rule(now);
        if (!state.Exists)
        {
            // Nothing is kept about an event that does not exist, not even this activation.
            DeactivateOnIdle();
            return result;
        }

        state.ServeWaiting(now);
        foreach (var orderId in ended)
        {
            GrainFactory.Payment(orderId).HoldEnded().Ignore();
        }

        await pump.Committed();
        return result;
    }

    /// <summary>Never before the last fact, and in whole microseconds as PostgreSQL keeps them: what is read back must be what was decided.</summary>
    private DateTimeOffset Now()
    {
        var read = clock.GetUtcNow();
        return read > state.LastAt ? read.AddTicks(-(read.Ticks % TimeSpan.TicksPerMicrosecond)) : state.LastAt;
    }

    private async Task<(EventState, CommitPump)> Load(Guid eventId)
    {
        var loaded = new EventState(eventId);
        var owner = $"{RuntimeIdentity}/{IdentityString}";
        var claim = await journal.Claim(eventId, owner);
        if (claim is not null)
        {
            // No further: a later owner may be writing already.
            await foreach (var facts in FactReader.Ahead(journal.Read(eventId, 0, claim.LastSeq)))
            {
                foreach (var fact in facts)
                {
                    loaded.Apply(fact);
                }
            }

            loaded.Closed = claim.Closed ?? await Compare(loaded, claim);
        }

        return (loaded, new CommitPump(journal, loaded, owner, claim?.Epoch ?? 0, Broken));
    }

    /// <summary>What the journal says must be what the stock rows say; if not, nothing more is sold until somebody has looked.</summary>
    private async Task<string?> Compare(EventState replayed, JournalClaim claim)
    {
        var rows = (await journal.ReadStock(replayed.EventId)).OrderBy(stock => stock.TicketTypeId).ToList();
        var counted = replayed.Stock.OrderBy(stock => stock.TicketTypeId).ToList();
        if (replayed.LastSeq == claim.LastSeq && rows.SequenceEqual(counted))
        {
            return null;
        }

        if (!await journal.StillOwns(replayed.EventId, claim.Epoch))
        {
            // Claimed by another while we read: the stock rows have moved on with its commits, as they should.
            throw new OutcomeUnknownException("Another activation owns this event now.");
        }

        var found = $"journal at {replayed.LastSeq} of {claim.LastSeq} says [{string.Join("; ", counted)}], stock says [{string.Join("; ", rows)}]";
        await CloseSale(found);
        return found;
    }

    private async Task Broken(Exception e)
    {
        DeactivateOnIdle();
        if (e is not StockGuardException)
        {
            log.LogWarning(e, "Event {EventId} starts anew from its journal", this.GetPrimaryKey());
            return;
        }

        try
        {
            await CloseSale($"the stock rows refused a commit: {e.Message}");
        }
        catch (Exception failed)
        {
            // The rows will refuse the next such commit too, and it will be closed then.
            log.LogCritical(failed, "The sale of event {EventId} could not be closed", this.GetPrimaryKey());
        }
    }

    private async Task CloseSale(string found)
    {
        log.LogCritical("The sale of event {EventId} is closed: {Found}", this.GetPrimaryKey(), found);
        await journal.Close(this.GetPrimaryKey(), found);
    }

    private async Task<Fact> ReadFact(long seq)
    {
        try
        {
            await foreach (var row in journal.Read(this.GetPrimaryKey(), seq - 1, seq))
            {
                return FactCodec.Read(row);
            }
        }
        catch (Exception e)
        {
            throw new OutcomeUnknownException("The tickets cannot be read now.", e);
        }

        throw new OutcomeUnknownException($"The journal has no fact {seq}.");
    }
}
