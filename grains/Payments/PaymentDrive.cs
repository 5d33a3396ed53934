namespace EventTicket.Payments;

/// <summary>
/// Takes the steps of an order's attempts: one drive at a time, each step recorded before the next. Runs on the grain's own
/// scheduler, so that its fields need no lock.
/// </summary>
/// <param name="attempts">The first one first; the last may be open, one before it can only have money to give back.</param>
/// <param name="broken">Told when a step broke off: what is in memory is then not known to be true.</param>
internal sealed class PaymentDrive(
    OrderToPay order, List<PaymentAttempt> attempts, PaymentSteps steps, RefundSteps refunds, IPaymentRecords records, TimeProvider clock, Action<Exception> broken)
{
    private Task running = Task.CompletedTask;
    private bool again;
    private bool closing;
    private TaskCompletionSource progressed = New();

    /// <summary>When what the buyer has not finished is ended; it may have been put off.</summary>
    public DateTimeOffset HoldExpiresAt { get; set; } = order.HoldExpiresAt;

    /// <summary>Takes what the table says for what memory knows, unless steps were taken meanwhile: another activation may have been at work.</summary>
    public async Task Refresh(Func<Task<List<PaymentAttempt>>> read)
    {
        var (before, known) = (running, attempts.Count);
        if (!before.IsCompleted)
        {
            return;
        }

        var rows = await read();
        if (running == before && attempts.Count == known)
        {
            attempts.Clear();
            attempts.AddRange(rows);
        }
    }

    /// <summary>Completes at the next recorded step.</summary>
    public Task Progressed => progressed.Task;

    /// <summary>
    /// Takes every step that can be taken now. Who asks while it is under way has it go round once more, because it may have
    /// looked already at what has just changed.
    /// </summary>
    /// <param name="close">Also end what the buyer has not finished.</param>
    /// <exception cref="OutcomeUnknownException">A step broke off; it goes on from there.</exception>
    public Task Go(bool close)
    {
        if (running.IsCompleted)
        {
            (again, closing) = (true, close);
            running = Run();
        }
        else
        {
            (again, closing) = (true, closing || close);
        }

        return running;
    }

    private async Task Run()
    {
        try
        {
            while (again)
            {
                var close = closing;
                (again, closing) = (false, false);
                // The last first, for that is what the buyer waits for.
                var mayBeRefunded = attempts.Any(attempt => attempt.State is PaymentState.Captured or PaymentState.Uncollectible);
                for (var i = attempts.Count - 1; i >= 0; i--)
                {
                    await TakeSteps(i, close);
                }

                if (mayBeRefunded)
                {
                    await refunds.Go(order.OrderId, attempts);
                }
            }
        }
        catch (Exception e)
        {
            broken(e);
            throw e as OutcomeUnknownException ?? new OutcomeUnknownException("The payment's next step broke off.", e);
        }
    }

    private async Task TakeSteps(int index, bool close)
    {
        while (true)
        {
            var current = attempts[index];
            close |= clock.GetUtcNow() >= HoldExpiresAt;
            // Should this step break off, the next one knows that the provider may have heard of it.
            attempts[index] = current with { MayBeKnown = true };
            var next = await steps.Take(current, close);
            if (next == current)
            {
                attempts[index] = current;
                return;
            }

            if (!await records.Save(next, current.State, clock.GetUtcNow()))
            {
                throw new OutcomeUnknownException("Another activation drives this payment.");
            }

            attempts[index] = next;
            var before = progressed;
            progressed = New();
            before.SetResult();
            if (next.State == current.State || (next.State == PaymentState.Waiting && !close))
            {
                // Tried in vain, and recorded when to try again; or it is the buyer's turn.
                return;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
