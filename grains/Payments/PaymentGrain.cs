using EventTicket.Events;
using EventTicket.Queries;
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
    private AttemptBook? book;
    private PaymentDrive? drive;
    private RefundSteps? refundSteps;

    private PaymentAttempt? Current => attempts.LastOrDefault();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (order, attempts) = await Ask.Database(() => table.OrderWithAttempts(this.GetPrimaryKey()));
        if (order is not null)
        {
            book = new AttemptBook(table, attempts, clock, DeactivateOnIdle);
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

        await drive!.Refresh(() => Ask.Database(() => table.Attempts(this.GetPrimaryKey())));
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
        var known = await Ask.Database(() => table.Attempts(this.GetPrimaryKey()));
        if (known.Find(attempt => attempt is { State: PaymentState.Captured, Amount.Amount: > 0 }) is not { } paid)
        {
            // A bank can dispute at the very moment of the capture, before our note of it: who told us is to tell us again.
            return known.Exists(attempt => attempt.State is PaymentState.Authorised or PaymentState.Issued) ? Refusal.Busy : Done.It;
        }

        var outside = new MoneyOutside(provider, refunds, refundSteps!, matters, clock);
        return await Ask.Database(() => outside.Account(GrainFactory.Event(order.EventId), paid));
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
        var added = await book!.Add(order!, request, Patience);
        if (attempts.Count > 1)
        {
            await ReadExpiry();
        }

        return added;
    }

    private async Task<Result<int>> Reopen(PaymentAttempt refused)
    {
        var reopened = await book!.Reopen(refused, Patience);
        await ReadExpiry();
        return reopened;
    }

    /// <summary>The hold may have been given more time because of an attempt before.</summary>
    private async Task ReadExpiry()
    {
        order = await Ask.Database(() => table.Order(this.GetPrimaryKey())) ?? order;
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
        while ((!PaymentAnswers.IsPossible(Find(number)) || (look && Find(number).State == PaymentState.Waiting)) && !driving.IsCompleted && !deadline.IsCompleted)
        {
            await Task.WhenAny(driving, drive.Progressed, deadline);
        }

        if (driving.IsFaulted)
        {
            await driving;
        }

        var attempt = Find(number);
        return PaymentAnswers.Of(attempt, attempt.HasTickets && attempt.Tickets.IsEmpty ? await Ask.Database(() => table.Tickets(attempt.OrderId)) : attempt.Tickets);
    }

    private void Broken(Exception e)
    {
        log.LogWarning(e, "The payment of order {OrderId} stopped at {State}; it goes on from there", this.GetPrimaryKey(), Current?.State);
        DeactivateOnIdle();
    }

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
}
