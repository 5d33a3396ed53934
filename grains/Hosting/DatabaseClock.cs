using Microsoft.Extensions.Logging;

namespace EventTicket.Hosting;

/// <summary>
/// The database's time: what it last said plus a stopwatch. Inject it as <see cref="TimeProvider"/> and ask for
/// <see cref="TimeProvider.GetUtcNow"/>; SQL gets the answer as a parameter instead of calling <c>now()</c>. Before the
/// database has said anything it answers by this machine's clock. Timers and stopwatches taken from it run in real time.
/// </summary>
/// <remarks>Apart from a changed <see cref="Offset"/> it never goes back: when the database does, it stands still until
/// the database has caught up.</remarks>
public sealed class DatabaseClock(TimeProvider local, ILogger<DatabaseClock> log) : TimeProvider
{
    // An answer of the database is old by the time it arrives, never early: of two, the one that says later is nearer
    // the truth. After this long a new one is taken as it is, because the stopwatch drifts.
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WorthTelling = TimeSpan.FromSeconds(1);

    private readonly Lock learning = new();
    private volatile Reading? reading;
    private long latest;
    private long offset;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>Added to every answer; the launcher's clock file in Development, zero otherwise.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref offset));
        set => Interlocked.Exchange(ref offset, value.Ticks);
    }

    /// <summary>How long ago the database last said what time it is; null when it never did.</summary>
    public TimeSpan? SinceLearned => reading is { } known ? local.GetElapsedTime(known.Heard) : null;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Now() + Interlocked.Read(ref offset), TimeSpan.Zero);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        local.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes in what the database just answered to <c>clock_timestamp()</c>. Call it right after each commit or claim.</summary>
    public void Learn(DateTimeOffset databaseNow)
    {
        lock (learning)
        {
            var heard = local.GetTimestamp();
            if (reading is { } known)
            {
                var behind = TimeSpan.FromTicks(Estimate(known) - databaseNow.UtcTicks);
                if (behind > TimeSpan.Zero && local.GetElapsedTime(known.Taken, heard) < Trusted)
                {
                    reading = known with { Heard = heard };
                    return;
                }

                if (behind > WorthTelling)
                {
                    log.LogWarning("The database's clock went back by {Behind}; time stands still here until it has caught up", behind);
                }
            }

            reading = new Reading(databaseNow.UtcTicks, heard, heard);
        }
    }

    private long Now()
    {
        if (reading is not { } known)
        {
            return local.GetUtcNow().UtcTicks;
        }

        var now = Estimate(known);
        var seen = Interlocked.Read(ref latest);
        while (now > seen)
        {
            var before = Interlocked.CompareExchange(ref latest, now, seen);
            if (before == seen)
            {
                return now;
            }

            seen = before;
        }

        return seen;
    }

    private long Estimate(Reading known) => known.DatabaseTicks + local.GetElapsedTime(known.Taken).Ticks;

    /// <summary>What the database said, when (by the stopwatch) that was, and when it last said anything at all.</summary>
    private sealed record Reading(long DatabaseTicks, long Taken, long Heard);
}
