using System.Diagnostics;
using System.Numerics;

namespace EventTicket.Bench.Engine;

/// <summary>Times of many answers, counted in buckets that are at most 3 % wide; the longest is kept as it is.</summary>
internal sealed class Latencies
{
    private const int BucketsAnOctave = 32;
    private readonly long[] buckets = new long[64 * BucketsAnOctave];
    private long count;
    private long longest;

    public long Count => Interlocked.Read(ref count);

    public TimeSpan Longest => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref longest));

    /// <param name="ticks">Of the stopwatch.</param>
    public void Add(long ticks)
    {
        Interlocked.Increment(ref buckets[Bucket(ticks)]);
        Interlocked.Increment(ref count);
        for (var seen = Interlocked.Read(ref longest); ticks > seen; seen = Interlocked.Read(ref longest))
        {
            Interlocked.CompareExchange(ref longest, ticks, seen);
        }
    }

    /// <summary>The time within which this share of the answers came; null when there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan? At(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var i = 0; i < buckets.Length && Count > 0; i++)
        {
            seen += buckets[i];
            if (seen >= wanted)
            {
                var within = Stopwatch.GetElapsedTime(0, End(i));
                return within < Longest ? within : Longest;
            }
        }

        return null;
    }

    // The first 64 ticks have a bucket each; above, each doubling is cut in 32.
    private static int Bucket(long ticks)
    {
        var value = (ulong)Math.Max(ticks, 0);
        var octave = Math.Max(0, BitOperations.Log2(value | 1) - 5);
        return octave * BucketsAnOctave + (int)(value >> octave);
    }

    private static long End(int bucket)
    {
        var octave = Math.Max(0, (bucket / BucketsAnOctave) - 1);
        return (long)(bucket - (octave * BucketsAnOctave) + 1) << octave;
    }
}
