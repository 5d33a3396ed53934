using System.Diagnostics;
using System.Threading.RateLimiting;
using EventTicket.Limits;

namespace EventTicket.Web;

/// <summary>Puts the cluster's count of attempts where the framework expects a limiter. Keeps nothing itself.</summary>
internal sealed class ClusterLimiter(IThrottleGrain attempts, int most, TimeSpan window) : RateLimiter
{
    private long asked = Stopwatch.GetTimestamp();

    /// <summary>How long nobody has asked; the framework then lets this object go.</summary>
    public override TimeSpan? IdleDuration => Stopwatch.GetElapsedTime(Interlocked.Read(ref asked));

    public override RateLimiterStatistics? GetStatistics() => null;

    /// <summary>Nothing is known without asking, so the framework goes on to ask.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Lease(null);

    /// <exception cref="TimeoutException">The cluster does not say. Whoever may not be counted may not try.</exception>
    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        Interlocked.Exchange(ref asked, Stopwatch.GetTimestamp());
        var taken = await attempts.Take(most, window).WaitAsync(cancellationToken);
        return taken.Succeeded ? Lease.Given : new Lease(taken.Refusal.RetryAfter ?? window);
    }

    /// <param name="retryAfter">How long to wait; null when it is not known.</param>
    private sealed class Lease(TimeSpan? retryAfter, bool given = false) : RateLimitLease
    {
        public static readonly Lease Given = new(null, given: true);

        public override bool IsAcquired => given;

        public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
