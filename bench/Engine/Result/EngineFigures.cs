using System.Text.Json;

namespace EventTicket.Bench.Engine;

/// <summary>What came out, for programs.</summary>
internal static class EngineFigures
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string Json(EngineReport report) => JsonSerializer.Serialize(new
    {
        ratios = Ratios.Of(report.Measured).ToDictionary(ratio => ratio.Name, ratio => Short(ratio.Value.Median)),
        ratioRanges = Ratios.Of(report.Measured).ToDictionary(ratio => ratio.Name, ratio => new[] { Short(ratio.Value.Least), Short(ratio.Value.Most) }),
        commits_per_hold = Short(report.Of(Variants.Ours, one => one.Database?.Commits)?.Median),
        syncs_per_hold = Short(report.Of(Variants.Ours, one => one.Database?.Syncs)?.Median),
        wal_bytes_per_hold = Short(report.Of(Variants.Ours, one => one.Database?.WalBytes)?.Median),
        allocated_bytes_per_hold = Short(report.Of(Variants.Ours, one => one.Allocated)?.Median),
        surroundings = report.Surroundings.Facts.ToDictionary(fact => fact.Name, fact => fact.Value),
        variants = report.Variants.Select(variant => new { name = variant.Key, says = variant.Says, callers = variant.Callers, holdsPerSecond = Over(report.Of(variant.Key, one => one.PerSecond)) }),
        rounds = report.Measured.Select(Round),
        violations = report.Violations,
    }, Indented);

    private static object Round(Measurement one) => new
    {
        round = one.Round,
        name = one.Key,
        holdsPerSecond = Short(one.PerSecond),
        answers = one.Window.Latencies.Count,
        p50Ms = Short(one.P50),
        p99Ms = Short(one.P99),
        p999Ms = Short(one.P999),
        maxMs = Short(one.Longest),
        commitsPerHold = Short(one.Database?.Commits),
        syncsPerHold = Short(one.Database?.Syncs),
        walBytesPerHold = Short(one.Database?.WalBytes),
        allocatedBytesPerHold = Short(one.Allocated),
        loadBefore = one.Load,
        inUseBefore = Short(one.InUse),
        disturbed = one.IsDisturbed,
    };

    private static object? Over(Summary? value) => value is null ? null : new { median = Short(value.Median), least = Short(value.Least), most = Short(value.Most) };

    private static double? Short(double? value) => value is { } number && double.IsFinite(number) && number != 0 ? Math.Round(number, Math.Clamp(4 - (int)Math.Log10(Math.Abs(number)), 0, 8)) : value;
}
