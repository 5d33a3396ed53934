using System.Globalization;
using System.Text.Json;
using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Http;

/// <summary>What came out, for people and for programs.</summary>
internal sealed record HttpReport(Surroundings Surroundings, HttpSizes Sizes, IReadOnlyList<HttpVariant> Variants, IReadOnlyList<HttpMeasurement> Measured, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly (string Name, string Ours, string Other)[] Ratios =
        [("http_hold_over_empty_call", "hold", "empty-call"), ("http_hold_over_empty_answer", "hold", "empty-answer"), ("http_paid_order_over_hold", "paid-order", "hold")];

    public void Print(TextWriter output)
    {
        output.WriteLine();
        foreach (var (name, value) in Surroundings.Facts)
        {
            output.WriteLine($"{name,-20} {value}");
        }

        output.WriteLine(Sizes.Rate is { } rate
            ? $"\n{rate} a second over {Sizes.Connections} lines, times from when each meant to ask; medians over the rounds, [least–most] for the rate\n"
            : $"\n{Sizes.Connections} lines, each asks again as soon as it has its answer; medians over the rounds, [least–most] for the rate\n");
        output.WriteLine($"{"",-12} {"a second",9} {"",-17} {"p50 ms",8} {"p99 ms",8} {"p99.9",8} {"max",8}   microseconds of a processor each: {string.Join(", ", CpuTimes.Rooms)}");
        foreach (var variant in Variants)
        {
            Print(output, variant);
        }

        output.WriteLine();
        foreach (var (name, value) in RatiosOfRounds())
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30} {value.Median,9:G4}   [{value.Least:G4}–{value.Most:G4}]"));
        }

        output.WriteLine($"\nSomebody else was at work before {Measured.Count(one => one.IsDisturbed)} of {Measured.Count} measurements.");
        output.WriteLine(Violations.Count == 0 ? "All checks hold." : $"{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        ratios = RatiosOfRounds().ToDictionary(ratio => ratio.Name, ratio => ratio.Value.Median),
        ratioRanges = RatiosOfRounds().ToDictionary(ratio => ratio.Name, ratio => new[] { ratio.Value.Least, ratio.Value.Most }),
        paid_orders_per_s = Of("paid-order", one => one.PerSecond)?.Median,
        connections = Sizes.Connections,
        rate = Sizes.Rate,
        surroundings = Surroundings.Facts.ToDictionary(fact => fact.Name, fact => fact.Value),
        variants = Variants.Select(variant => new { name = variant.Key, says = variant.Says, perSecond = Of(variant.Key, one => one.PerSecond) }),
        rounds = Measured.Select(one => new
        {
            round = one.Round,
            name = one.Key,
            perSecond = one.PerSecond,
            answers = one.Window.Latencies.Count,
            p50Ms = one.P50,
            p99Ms = one.P99,
            p999Ms = one.P999,
            maxMs = one.Longest,
            cpuMicroseconds = CpuTimes.Rooms.ToDictionary(room => room, one.CpuEach),
            aftermathSeconds = one.Aftermath.ToDictionary(part => part.What, part => part.Took.TotalSeconds),
            toldToComeAgain = one.Later,
            loadBefore = one.Load,
            inUseBefore = one.InUse,
            disturbed = one.IsDisturbed,
        }),
        violations = Violations,
    }, Indented);

    private void Print(TextWriter output, HttpVariant variant)
    {
        if (Of(variant.Key, one => one.PerSecond) is not { } rate)
        {
            return;
        }

        var cpu = string.Join(" ", CpuTimes.Rooms.Select(room => string.Create(CultureInfo.InvariantCulture, $"{Median(one => one.CpuEach(room)),6:F0}")));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{variant.Key,-12} {rate.Median,9:F0} {$"[{rate.Least:F0}–{rate.Most:F0}]",-17} {Median(one => one.P50),8:F2} {Median(one => one.P99),8:F1} {Median(one => one.P999),8:F1} {Median(one => one.Longest),8:F1}   {cpu}   {variant.Says}"));
        foreach (var part in Measured.Where(one => one.Key == variant.Key).SelectMany(one => one.Aftermath).GroupBy(part => part.What, part => (double?)part.Took.TotalSeconds))
        {
            var after = Summary.Of(part)!;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-12} {part.Key} {after.Median:F1} s after the last answer [{after.Least:F1}–{after.Most:F1}]"));
        }

        double? Median(Func<HttpMeasurement, double?> figure) => Of(variant.Key, figure)?.Median;
    }

    private Summary? Of(string key, Func<HttpMeasurement, double?> figure) => Summary.Of(Measured.Where(one => one.Key == key).Select(figure));

    // Within a round: other people's load on the machine weighs on both sides of a ratio.
    private IEnumerable<(string Name, Summary Value)> RatiosOfRounds()
    {
        foreach (var (name, ours, other) in Ratios)
        {
            var rounds = Measured.GroupBy(one => one.Round).Select(round =>
                round.FirstOrDefault(one => one.Key == ours)?.PerSecond / round.FirstOrDefault(one => one.Key == other)?.PerSecond);
            if (Summary.Of(rounds) is { } value)
            {
                yield return (name, value);
            }
        }
    }
}
