namespace EventTicket.Bench.Engine;

/// <summary>How many times as fast we are, round by round: other people's load on the machine weighs on both sides of a ratio, not on one.</summary>
internal static class Ratios
{
    private static readonly (string Name, string Ours, string[] Others)[] All =
    [
        ("d512_over_a", Variants.Ours, ["a-1", "a-8", "a-16", "a-48"]),
        ("d512_over_a2", Variants.Ours, ["a2-16", "a2-48"]),
        ("d512_over_b", Variants.Ours, ["b-1", "b-16", "b-48"]),
        ("d512_over_c100", Variants.Ours, ["c-100"]),
        ("d512_over_c1000", Variants.Ours, ["c-1000"]),
        ("d512_over_c10000", Variants.Ours, ["c-10000"]),
        ("d512_over_insert_ceiling", Variants.Ours, ["l1"]),
        ("d512_over_insert_ceiling_with_orders", Variants.Ours, ["l1-orders"]),
        ("d512_over_grain_without_sql", Variants.Ours, ["l2-grain"]),
        ("d512_over_rules_alone", Variants.Ours, ["l2-rules"]),
        ("d512_tcp_over_d512", "d-512-tcp", [Variants.Ours]),
        ("d1_over_a1", "d-1", ["a-1"]),
    ];

    /// <summary>Each with what it came to in the rounds that measured both sides; of several others the best of the round counts.</summary>
    public static IEnumerable<(string Name, Summary Value)> Of(IReadOnlyList<Measurement> measured)
    {
        foreach (var (name, ours, others) in All)
        {
            var rounds = measured.GroupBy(measurement => measurement.Round).Select(round =>
            {
                var best = round.Where(measurement => others.Contains(measurement.Key)).Max(measurement => (double?)measurement.PerSecond);
                return round.FirstOrDefault(measurement => measurement.Key == ours)?.PerSecond / best;
            });
            if (Summary.Of(rounds) is { } value)
            {
                yield return (name, value);
            }
        }
    }
}
