using EventTicket.Events;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace EventTicket.Payments;

/// <summary>
/// The payment of one order, driven step by step. Each step is recorded before the next is taken. Reentrant, because the
/// webhook and the returning browser must not wait behind a slow provider; one drive at a time, one attempt at a time.
/// </summary>
[Reentrant]
internal sealed class PaymentGrain(PaymentTable table, IRefundRecords refunds, MatterTable matters, IPaymentProvider provider, TimeProvider clock, ILogger<PaymentGrain> log)
    : Grain, IPaymentGrain, IDisposable
{
    /// <summary>How long a buyer waits for the provider before they are told that it takes longer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim opening = new(1, 1);
    private List<PaymentAttempt> attempts = [];
    private OrderToPay? order;
    private PaymentDrive? drive;
    private RefundSteps? refundSteps;

    private PaymentAttempt? Current => attempts.LastOrDefault();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        order = await Guarded(() => table.Order(this.GetPrimaryKey()));
        if (order is not null)
        {
            attempts = await Guarded(() => table.Attempts(this.GetPrimaryKey()));
            refundSteps = new RefundSteps(provider, refunds, clock);
            drive = new PaymentDrive(order, attempts, new PaymentSteps(this.GetPrimaryKey(), GrainFactory, provider, clock), refundSteps, table, clock, Broken);
        }
    }

    public async Task<Result<PaymentAnswer>> Pay(PayOrder request)
    {
        if (!IsSeenBy(request.PersonId))
        {
            return Refusal.NotFound;
        }

        var opened = await OneAtATime(() => OpenAttempt(request));
        return opened.Succeeded ? await Outcome(opened.Value) : opened.As<PaymentAnswer>();
    }

    public async Task<Result<PaymentAnswer>> Reconcile()
    {
        if (order is null)
        {
            DeactivateOnIdle();
            return Refusal.NotFound;
        }

        await drive!.Refresh(() => Guarded(() => table.Attempts(this.GetPrimaryKey())));
        if (Current is not { } current)
        {
            return new PaymentAnswer(this.GetPrimaryKey(), order.EventId, PaymentProgress.NotPaid, null, []);
        }

        var outcome = await Outcome(current.Attempt, look: true);
        // Why it came to nothing is an answer here, not a refusal: whoever asks wants to know what is true.
        return outcome.Succeeded
            ? outcome
            : new PaymentAnswer(current.OrderId, current.EventId, PaymentProgress.NotPaid, null, [], outcome.Refusal.Detail);
    }

    public Task<Result<Done>> Release(Guid personId) => OneAtATime<Result<Done>>(async () =>
    {
        if (!IsSeenBy(personId))
        {
            return Refusal.NotFound;
        }

        await CloseOpenAttempt();
        return Current switch
        {
            { IsOpen: true } => Refusal.PaymentPending,
            { HasTickets: true } => Refusal.AlreadyPaid,
            _ => await GrainFactory.Event(order!.EventId).Release(new ReleaseHold(this.GetPrimaryKey(), personId)),
        };
    });

    public Task HoldEnded() => OneAtATime(async () =>
    {
        await CloseOpenAttempt();
        return Done.It;
    });

    public async Task<Result<Done>> Recount()
    {
        if (order is null)
        {
            DeactivateOnIdle();
            return Refusal.NotFound;
        }

        // From the table: what memory does not know must not pass for handled.
        var known = await Guarded(() => table.Attempts(this.GetPrimaryKey()));
        if (known.Find(attempt => attempt is { State: PaymentState.Captured, Amount.Amount: > 0 }) is not { } paid)
        {
            // A bank can dispute at the very moment of the capture, before our note of it: who told us is to tell us again.
            return known.Exists(attempt => attempt.State is PaymentState.Authorised or PaymentState.Issued) ? Refusal.Busy : Done.It;
        }

        var outside = new MoneyOutside(provider, refunds, refundSteps!, matters, clock);
        return await Guarded(() => outside.Account(GrainFactory.Event(order.EventId), paid));
    }

    public void Dispose() => opening.Dispose();

    private bool IsSeenBy(Guid personId)
    {
        if (order is null)
        {
            // Nothing is kept about an order that does not exist; it may come to exist.
            DeactivateOnIdle();
        }

        return order?.PersonId == personId;
    }

    /// <returns>The number of the attempt that answers the request: an earlier one when it is a repetition.</returns>
    private async Task<Result<int>> OpenAttempt(PayOrder request)
    {
        var opening = Next(closed: false);
        if (opening.Step == OpeningStep.Close)
        {
            await CloseOpenAttempt();
            opening = Next(closed: true);
        }

        return opening.Step switch
        {
            OpeningStep.Answer => opening.Attempt!.Attempt,
            OpeningStep.Reopen => await Reopen(opening.Attempt!),
            OpeningStep.Add => await Add(request),
            OpeningStep.Refuse => opening.Refusal!,
            var other => throw new InvalidOperationException($"Paying cannot begin with {other}."),
        };

        Opening Next(bool closed) => PaymentOpening.Next(attempts, request.Operation, request.PaymentMethod, closed);
    }

    private async Task<Result<int>> Add(PayOrder request)
    {
        var now = clock.GetUtcNow();
        var attempt = new PaymentAttempt(this.GetPrimaryKey(), (Current?.Attempt ?? 0) + 1, order!.EventId, request.PersonId, PaymentState.Started,
            order.Total, request.PaymentMethod, request.Operation, request.ReturnUrl, request.CancelUrl, now) { NextAt = now + Patience };
        if (!await Recorded(() => table.Add(attempt)))
        {
            throw new OutcomeUnknownException("Another activation opened an attempt for this order.");
        }

        attempts.Add(attempt);
        await ReadExpiry();
        return attempt.Attempt;
    }

    private async Task<Result<int>> Reopen(PaymentAttempt refused)
    {
        var now = clock.GetUtcNow();
        var attempt = refused.To(PaymentState.Started, now + Patience) with { Declined = null };
        if (!await Recorded(() => table.Save(attempt, refused.State, now)))
        {
            throw new OutcomeUnknownException("Another activation drives this payment.");
        }

        attempts[^1] = attempt;
        await ReadExpiry();
        return attempt.Attempt;
    }

    /// <summary>The hold may have been given more time since the attempt before.</summary>
    private async Task ReadExpiry()
    {
        order = await Guarded(() => table.Order(this.GetPrimaryKey())) ?? order;
        drive!.HoldExpiresAt = order!.HoldExpiresAt;
    }

    /// <summary>Ends the open attempt at the provider, or finishes it when the money is already there.</summary>
    /// <remarks>What it came to is seen at <see cref="Current"/>; a drive that broke off says so in the log and leaves it open.</remarks>
    private async Task CloseOpenAttempt()
    {
        if (Current is { IsOpen: true })
        {
            await Task.WhenAny(drive!.Go(close: true), Task.Delay(Patience, clock));
        }
    }

    /// <summary>Drives the payment and answers for one attempt, after <see cref="Patience"/> at the latest.</summary>
    /// <param name="look">That it waited for the buyer is not enough: wait for what the provider says now.</param>
    private async Task<Result<PaymentAnswer>> Outcome(int number, bool look = false)
    {
        var driving = drive!.Go(close: false);
        var deadline = Task.Delay(Patience, clock);
        while ((!IsAnswerable(Find(number)) || (look && Find(number).State == PaymentState.Waiting)) && !driving.IsCompleted && !deadline.IsCompleted)
        {
            await Task.WhenAny(driving, drive.Progressed, deadline);
        }

        if (driving.IsFaulted)
        {
            await driving;
        }

        return await Answer(Find(number));
    }

    private async Task<Result<PaymentAnswer>> Answer(PaymentAttempt attempt)
    {
        switch (attempt.State)
        {
            case PaymentState.Issued or PaymentState.Captured:
                return Progress(PaymentProgress.Paid) with { Tickets = await Guarded(() => table.Tickets(attempt.OrderId)) };
            case PaymentState.Waiting:
                return Progress(PaymentProgress.RequiresAction) with { Url = attempt.PageUrl };
            case PaymentState.Started or PaymentState.Authorised:
                return Progress(PaymentProgress.Processing);
            case PaymentState.TurnedAway or PaymentState.Cancelled:
                return Progress(PaymentProgress.TurnedAway);
            case PaymentState.Declined:
                return new Refusal(RefusalCode.CardDeclined, Detail: attempt.Declined);
            case PaymentState.Closed:
                return PaymentSteps.WhyClosed(attempt);
            case PaymentState.Uncollectible:
                return Progress(PaymentProgress.NotPaid);
            default:
                throw new InvalidOperationException($"A payment cannot be {attempt.State}.");
        }

        PaymentAnswer Progress(PaymentProgress progress) => new(attempt.OrderId, attempt.EventId, progress, null, []);
    }

    private void Broken(Exception e)
    {
        log.LogWarning(e, "The payment of order {OrderId} stopped at {State}; it goes on from there", this.GetPrimaryKey(), Current?.State);
        DeactivateOnIdle();
    }

    /// <summary>The buyer can be told something; what is left can be done without them.</summary>
    private static bool IsAnswerable(PaymentAttempt attempt) => attempt.State is not (PaymentState.Started or PaymentState.Authorised);

    private PaymentAttempt Find(int number) => attempts[number - 1];

    private async Task<T> OneAtATime<T>(Func<Task<T>> action)
    {
        await opening.WaitAsync();
        try
        {
            return await action();
        }
        finally
        {
            opening.Release();
        }
    }

    /// <summary>Whatever else comes than a yes, the table may say something that memory does not know.</summary>
    private async Task<bool> Recorded(Func<Task<bool>> write)
    {
        var recorded = false;
        try
        {
            return recorded = await Guarded(write);
        }
        finally
        {
            if (!recorded)
            {
                DeactivateOnIdle();
            }
        }
    }

    /// <summary>No exception of the database's own can cross to the caller.</summary>
    private static async Task<T> Guarded<T>(Func<Task<T>> query)
    {
        try
        {
            return await query();
        }
        catch (Exception e)
        {
            throw new OutcomeUnknownException("The payment cannot be read or recorded now.", e);
        }
    }
}
