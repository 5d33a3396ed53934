using System.Collections.Concurrent;
using System.Diagnostics;

namespace EventTicket.Bench.OnSale;

/// <summary>What happened and when, from the moment the sale began.</summary>
internal sealed class TimeLine
{
    private readonly ConcurrentQueue<Happening> happenings = [];
    private readonly long began = Stopwatch.GetTimestamp();

    /// <summary>Since the sale began.</summary>
    public TimeSpan Now => Stopwatch.GetElapsedTime(began);

    /// <summary>In no order.</summary>
    public IReadOnlyCollection<Happening> Happenings => happenings;

    public void Note(What what, TimeSpan took) => happenings.Enqueue(new(Now, what, took));

    /// <summary>What happened, cut into steps of equal length.</summary>
    /// <param name="until">The last step has this moment in it.</param>
    public IReadOnlyList<Step> Cut(TimeSpan length, TimeSpan until, IEnumerable<TimeSpan> arrivals)
    {
        var count = (int)(until / length) + 1;
        var arrived = arrivals.Where(at => at <= until).CountBy(at => (int)(at / length)).ToDictionary();
        var grouped = happenings.Where(happening => happening.At >= TimeSpan.Zero && happening.At <= until).ToLookup(happening => (int)(happening.At / length));
        return [.. Enumerable.Range(0, count).Select(number => new Step(number * length, length, arrived.GetValueOrDefault(number), [.. grouped[number]]))];
    }

    /// <summary>The longest time without any decision on a hold while somebody waited for one.</summary>
    public (TimeSpan At, TimeSpan Length) LongestSilence()
    {
        var (last, longest) = (TimeSpan.Zero, (At: TimeSpan.Zero, Length: TimeSpan.Zero));
        foreach (var at in happenings.Where(happening => happening.What is What.Held or What.SoldOut).Select(happening => happening.At).Order())
        {
            if (at - last > longest.Length)
            {
                longest = (last, at - last);
            }

            last = at;
        }

        return longest;
    }
}

internal enum What
{
    /// <summary>A place is theirs.</summary>
    Held,

    /// <summary>None is left.</summary>
    SoldOut,

    /// <summary>429 or 503.</summary>
    Later,

    /// <summary>No answer at all.</summary>
    Lost,

    /// <summary>An answer that nobody should get.</summary>
    Wrong,

    Paid,

    /// <summary>A payment that takes longer than five seconds: ask again.</summary>
    PayingStill,
}

/// <param name="Took">For a decision on a hold from when the buyer came; for a payment from when they began to pay; else of the one call.</param>
internal readonly record struct Happening(TimeSpan At, What What, TimeSpan Took);

/// <summary>A stretch of the time line.</summary>
/// <param name="Arrived">Buyers who came in it.</param>
internal sealed record Step(TimeSpan From, TimeSpan Length, int Arrived, IReadOnlyList<Happening> Happenings)
{
    public int Count(What what) => Happenings.Count(happening => happening.What == what);

    /// <summary>Milliseconds within which this share of the decisions on holds came; null when there were none.</summary>
    public double? Decided(double share) => At(share, What.Held, What.SoldOut);

    /// <summary>The same for payments.</summary>
    public double? Paid(double share) => At(share, What.Paid);

    private double? At(double share, params What[] kinds)
    {
        var times = Happenings.Where(happening => kinds.Contains(happening.What)).Select(happening => happening.Took).ToList();
        return times.Count == 0 ? null : Spread.At(times, share);
    }
}
