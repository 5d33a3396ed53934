using EventTicket.Payments;

namespace EventTicket.Tests.Simulation;

/// <summary>The payments' tables: a step is recorded or not, and the answer may get lost.</summary>
internal sealed class VirtualTables(World world, VirtualHouse house, Safeguards safe) : IPaymentRecords, IRefundRecords, IMatterRecords
{
    public List<PaymentAttempt> Attempts { get; } = [];

    public List<PaymentAttempt> Of(Guid orderId) => Written(() =>
        Attempts.Where(attempt => attempt.OrderId == orderId).Select(attempt => attempt with { MayBeKnown = true }).ToList());

    /// <summary>False when there is one by that number, or an open one.</summary>
    public bool Add(PaymentAttempt attempt) => Written(() =>
    {
        if (Attempts.Exists(other => other.OrderId == attempt.OrderId && (other.Attempt == attempt.Attempt || other.IsOpen)))
        {
            return false;
        }

        world.Note($"attempt {attempt.Attempt} of {attempt.OrderId} by {attempt.PaymentMethod ?? "page"}");
        Attempts.Add(attempt);
        return true;
    });

    public Task<bool> Save(PaymentAttempt attempt, PaymentState from, DateTimeOffset now) => Task.FromResult(Written(() =>
    {
        var index = Attempts.FindIndex(other => other.OrderId == attempt.OrderId && other.Attempt == attempt.Attempt);
        if (safe.ConditionalTransitions && Attempts[index].State != from)
        {
            return false;
        }

        world.Note($"attempt {attempt.Attempt} of {attempt.OrderId}: {Attempts[index].State} → {attempt.State}, tries {attempt.Tries}");
        Attempts[index] = attempt with { Trouble = null };
        return true;
    }));

    public Task<IReadOnlyList<Refund>> UnderWay(Guid orderId) =>
        Task.FromResult(Written<IReadOnlyList<Refund>>(() => [.. house.Refunds.Where(refund => refund.OrderId == orderId && refund.IsUnderWay)]));

    public Task<IReadOnlyList<Refund>> Owed(Guid orderId) =>
        Task.FromResult(Written<IReadOnlyList<Refund>>(() => [.. house.Refunds.Where(refund => refund.OrderId == orderId && refund.State == RefundState.Failed)]));

    public Task<bool> Save(Refund after, Refund before, DateTimeOffset now) => Task.FromResult(Written(() =>
    {
        var index = house.Refunds.FindIndex(refund => refund.RefundId == after.RefundId);
        var known = house.Refunds[index];
        if (safe.ConditionalTransitions && (known.State != before.State || known.Round != before.Round))
        {
            return false;
        }

        world.Note($"refund of {after.OrderId}: {known.State} → {after.State}, round {after.Round}");
        house.Refunds[index] = after with { Key = $"refund:{after.RefundId}:{after.Round}" };
        return true;
    }));

    public Task<Refund?> Find(Guid refundId) => Task.FromResult(Written(() => house.Refunds.Find(refund => refund.RefundId == refundId)));

    public Task List(PaymentMatterKind kind, string reference, Guid eventId, Guid orderId, Money amount, string? detail, DateTimeOffset now) => Task.CompletedTask;

    public Task Settle(PaymentMatterKind kind, string reference, Guid? by, string note, DateTimeOffset now) => Task.CompletedTask;

    private T Written<T>(Func<T> effect) => world.Out(effect, _ => throw new OutcomeUnknownException("The database did not answer."));
}
