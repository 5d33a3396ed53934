using System.Text.Json;

namespace EventTicket.Bench.Followers;

/// <summary>The figures of <see cref="FollowersRun"/>.</summary>
/// <param name="Purchases">Times of purchases, by what happened beside them.</param>
/// <param name="Leaving">How long the mails took to leave, after the last row was written.</param>
internal sealed record FollowersReport(
    int Followers, IReadOnlyList<(string Beside, List<TimeSpan> Times)> Purchases, Memory Memory, TimeSpan Leaving, IReadOnlyList<string> Violations)
{
    public void Print(TextWriter to)
    {
        foreach (var (beside, times) in Purchases)
        {
            to.WriteLine($"purchases {beside,-24} n {times.Count,6}   median {Spread.At(times, 0.5),7:F1}   p90 {Spread.At(times, 0.9),7:F1}   p99 {Spread.At(times, 0.99),7:F1}   max {Spread.At(times, 1),7:F1} ms");
        }

        to.WriteLine($"{Followers} mails left in {Leaving.TotalSeconds:F0} s after the last row");
        to.WriteLine($"memory of the silos        before {Memory.Readings[0]}   most {Memory.Readings.Max()}   after {Memory.Readings[^1]} MB");
        foreach (var violation in Violations)
        {
            to.WriteLine($"VIOLATION: {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        followers = Followers,
        purchases = Purchases.Select(phase => new
        {
            beside = phase.Beside, n = phase.Times.Count, median = Spread.At(phase.Times, 0.5), p90 = Spread.At(phase.Times, 0.9), p99 = Spread.At(phase.Times, 0.99), max = Spread.At(phase.Times, 1),
        }),
        leavingSeconds = Math.Round(Leaving.TotalSeconds, 1),
        memory = new { before = Memory.Readings[0], most = Memory.Readings.Max(), after = Memory.Readings[^1] },
        violations = Violations,
    });
}
