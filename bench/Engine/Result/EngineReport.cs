using System.Globalization;

namespace EventTicket.Bench.Engine;

/// <summary>What came out, for people.</summary>
internal sealed record EngineReport(Surroundings Surroundings, IReadOnlyList<Variant> Variants, IReadOnlyList<Measurement> Measured, IReadOnlyList<string> Violations)
{
    public void Print(TextWriter output)
    {
        output.WriteLine();
        foreach (var (name, value) in Surroundings.Facts)
        {
            output.WriteLine($"{name,-20} {value}");
        }

        output.WriteLine("\nMedians over the rounds, [least–most] for the rate; per hold: transactions, flushes of the log, its bytes, bytes allocated in this process\n");
        output.WriteLine($"{"",-10} {"callers",7} {"holds/s",9} {"",-17} {"p50 ms",8} {"p99 ms",8} {"p99.9",8} {"max",8} {"commits",8} {"syncs",8} {"WAL B",7} {"alloc B",8}");
        foreach (var variant in Variants)
        {
            Print(output, variant);
        }

        output.WriteLine();
        foreach (var (name, value) in Ratios.Of(Measured))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-38} {value.Median,9:G4}   [{value.Least:G4}–{value.Most:G4}]"));
        }

        var disturbed = Measured.Where(measurement => measurement.IsDisturbed).ToList();
        output.WriteLine($"\nSomebody else was at work before {disturbed.Count} of {Measured.Count} measurements{string.Concat(disturbed.GroupBy(one => one.Round).Select(round => $"; in round {round.Key} before {round.Count()}"))}.");
        output.WriteLine(Violations.Count == 0 ? "All checks hold." : $"{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    /// <summary>One figure of one variant over the rounds; null when it was not measured.</summary>
    public Summary? Of(string key, Func<Measurement, double?> figure) => Summary.Of(Measured.Where(measurement => measurement.Key == key).Select(figure));

    private void Print(TextWriter output, Variant variant)
    {
        if (Of(variant.Key, one => one.PerSecond) is not { } rate)
        {
            return;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{variant.Key,-10} {variant.Callers,7} {rate.Median,9:F0} {$"[{rate.Least:F0}–{rate.Most:F0}]",-17} {Median(one => one.P50),8:F2} {Median(one => one.P99),8:F1} {(Measured.Where(one => one.Key == variant.Key).All(one => one.P999 is not null) ? Median(one => one.P999) : null),8:F1} {Median(one => one.Longest),8:F1} {Median(one => one.Database?.Commits),8:F4} {Median(one => one.Database?.Syncs),8:F4} {Median(one => one.Database?.WalBytes),7:F0} {Median(one => one.Allocated),8:F0}  {variant.Says}"));

        double? Median(Func<Measurement, double?> figure) => Of(variant.Key, figure)?.Median;
    }
}
