using System.Globalization;

namespace EventTicket.Bench.Engine;

/// <summary>One variant in one round.</summary>
/// <param name="Database">What the database did for each hold; null when it was not asked. Over the whole spell, warm-up and end included.</param>
/// <param name="Load">The load average before.</param>
/// <param name="InUse">The share of the processors that was in use before, while we did nothing.</param>
internal sealed record Measurement(Variant Variant, int Round, Window Window, PerHold? Database, double Load, double InUse)
{
    /// <summary>Below so many answers a p99.9 would be hearsay.</summary>
    public const int EnoughForThousandths = 10_000;

    public string Key => Variant.Key;

    public double PerSecond => Window.PerSecond;

    public double? P50 => Milliseconds(0.5);

    public double? P99 => Milliseconds(0.99);

    public double? P999 => Window.Latencies.Count >= EnoughForThousandths ? Milliseconds(0.999) : null;

    public double Longest => Window.Latencies.Longest.TotalMilliseconds;

    public double? Allocated => Window.Holds == 0 ? null : (double)Window.Allocated / Window.Holds;

    /// <summary>Somebody else was at work just before.</summary>
    public bool IsDisturbed => InUse > Machine.Busy;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Key,-10} {PerSecond,10:F0}/s   p50 {P50,8:F2}   p99 {P99,8:F2}   max {Longest,8:F1} ms{(IsDisturbed ? $"   disturbed: {InUse:P0} in use before" : "")}");

    private double? Milliseconds(double share) => Window.Latencies.At(share)?.TotalMilliseconds;
}

/// <summary>What the database did for one hold.</summary>
internal sealed record PerHold(double Commits, double Syncs, double WalBytes)
{
    public PerHold(DatabaseCounters done, int holds)
        : this((double)done.Commits / Math.Max(1, holds), (double)done.Syncs / Math.Max(1, holds), (double)done.WalBytes / Math.Max(1, holds))
    {
    }
}
