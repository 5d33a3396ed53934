using System.Globalization;
using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Http;

/// <summary>One variant in one round.</summary>
/// <param name="Asked">How often it was asked over the whole spell, warm-up included.</param>
/// <param name="Cpu">What the whole spell cost, warm-up and aftermath included.</param>
/// <param name="Aftermath">What followed by itself, and how long after the last answer it was done.</param>
/// <param name="Later">Answers that said to come again.</param>
/// <param name="Load">The load average before.</param>
/// <param name="InUse">The share of the processors that was in use before, while we did nothing.</param>
internal sealed record HttpMeasurement(
    string Key, int Round, HttpWindow Window, long Asked, CpuTimes Cpu, IReadOnlyList<(string What, TimeSpan Took)> Aftermath, int Later, double Load, double InUse)
{
    public double PerSecond => Window.PerSecond;

    public double? P50 => Milliseconds(0.5);

    public double? P99 => Milliseconds(0.99);

    public double? P999 => Window.Latencies.Count >= Measurement.EnoughForThousandths ? Milliseconds(0.999) : null;

    public double Longest => Window.Latencies.Longest.TotalMilliseconds;

    /// <summary>Somebody else was at work just before.</summary>
    public bool IsDisturbed => InUse > Machine.Busy;

    /// <summary>Microseconds of a processor for each time it was asked.</summary>
    public double? CpuEach(string room) => Asked == 0 ? null : Cpu.Of(room) * 1e6 / Asked;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Key,-12} {PerSecond,9:F0}/s   p50 {P50,8:F2}   p99 {P99,8:F2}   max {Longest,8:F1} ms{string.Concat(Aftermath.Select(part => $"   {part.What} after {part.Took.TotalSeconds:F1} s"))}{(Later > 0 ? $"   {Later} told to come again" : "")}{(IsDisturbed ? $"   disturbed: {InUse:P0} in use before" : "")}");

    private double? Milliseconds(double share) => Window.Latencies.At(share)?.TotalMilliseconds;
}
