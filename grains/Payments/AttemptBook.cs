using EventTicket.Queries;

namespace EventTicket.Payments;

/// <summary>The attempts at paying one order, the first one first. One is recorded before anything is done about it.</summary>
/// <param name="attempts">As the table has them; driven by others as well.</param>
/// <param name="doubtful">Told when it is not known what was recorded: what is in memory may then not be true.</param>
internal sealed class AttemptBook(PaymentTable table, List<PaymentAttempt> attempts, TimeProvider clock, Action doubtful)
{
    /// <param name="patience">When somebody must look after it who did not ask for it.</param>
    /// <returns>The number of the new attempt.</returns>
    /// <exception cref="OutcomeUnknownException">It is not known to be recorded.</exception>
    public async Task<int> Add(OrderToPay order, PayOrder request, TimeSpan patience)
    {
        var now = clock.GetUtcNow();
        var attempt = new PaymentAttempt(order.OrderId, (attempts.LastOrDefault()?.Attempt ?? 0) + 1, order.EventId, request.PersonId, PaymentState.Started,
            order.Total, request.PaymentMethod, request.Operation, request.ReturnUrl, request.CancelUrl, now) { NextAt = now + patience };
        await Record(() => table.Add(attempt));
        attempts.Add(attempt);
        return attempt.Attempt;
    }

    /// <summary>The last attempt begins again: it was refused without effect.</summary>
    /// <inheritdoc cref="Add"/>
    public async Task<int> Reopen(PaymentAttempt refused, TimeSpan patience)
    {
        var now = clock.GetUtcNow();
        var attempt = refused.To(PaymentState.Started, now + patience) with { Declined = null };
        await Record(() => table.Save(attempt, refused.State, now));
        attempts[^1] = attempt;
        return attempt.Attempt;
    }

    // Whatever else comes than a yes, the table may say something that memory does not know.
    private async Task Record(Func<Task<bool>> write)
    {
        var recorded = false;
        try
        {
            recorded = await Ask.Database(write);
        }
        finally
        {
            if (!recorded)
            {
                doubtful();
            }
        }

        if (!recorded)
        {
            throw new OutcomeUnknownException("Another activation drives this payment.");
        }
    }
}
