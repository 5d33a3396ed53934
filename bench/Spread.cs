namespace EventTicket.Bench;

/// <summary>How times lie: by quantiles, in milliseconds.</summary>
internal static class Spread
{
    public static string Of(IReadOnlyList<TimeSpan> times) =>
        $"n {times.Count,5}   p25 {At(times, 0.25),7:F1}   median {At(times, 0.5),7:F1}   p75 {At(times, 0.75),7:F1}   p99 {At(times, 0.99),7:F1}   max {At(times, 1),7:F1} ms";

    public static object Figures(IReadOnlyList<TimeSpan> times) =>
        new { n = times.Count, p25 = At(times, 0.25), median = At(times, 0.5), p75 = At(times, 0.75), p99 = At(times, 0.99), max = At(times, 1) };

    public static double At(IReadOnlyList<TimeSpan> times, double part) =>
        times.Count == 0 ? 0 : Math.Round(times.Order().ElementAt((int)Math.Ceiling(part * (times.Count - 1))).TotalMilliseconds, 2);
}
