using System.Threading.RateLimiting;

namespace EventTicket.Users;

/// <summary>
/// Lets half of the cores hash and the others sell. Who waits, waits in a bounded queue and for a bounded time, below what a
/// caller has patience for; beyond that it is refused before anything has changed.
/// </summary>
internal sealed class PasswordGate : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly Refusal Full = new(RefusalCode.TooManyRequests, RetryAfter: TimeSpan.FromSeconds(2));

    private readonly TimeProvider clock;
    private readonly ConcurrencyLimiter limiter;

    public PasswordGate(TimeProvider clock) : this(clock, Math.Max(1, Environment.ProcessorCount / 2), queue: 1000)
    {
    }

    internal PasswordGate(TimeProvider clock, int permits, int queue)
    {
        this.clock = clock;
        limiter = new(new() { PermitLimit = permits, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
    }

    /// <summary>Does the work on the thread pool, outside any grain's turn. Refused: too-many-requests.</summary>
    public async Task<Result<T>> Run<T>(Func<T> work)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            using var permit = await limiter.AcquireAsync(1, patience.Token);
            return permit.IsAcquired ? await Task.Run(work, CancellationToken.None) : Full;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return Full;
        }
    }

    public void Dispose() => limiter.Dispose();
}
