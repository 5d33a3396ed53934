using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventTicket.Bench.Figures;

/// <summary>The figures of several runs as one.</summary>
internal static class AllFigures
{
    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private const string Ratios = "ratios";
    private const string Ranges = "ratioRanges";

    // What we want to reach, and the least that is worth anything; from the ways to sell that others have, and from what PostgreSQL can do.
    private static readonly Goal[] Goals =
    [
        new("d512_over_a", 8, 20),
        new("d512_over_a2", 3, 5),
        new("d512_over_b", 20, 40),
        new("d512_over_c1000", 100, 500),
        new("d512_over_insert_ceiling", 0.3, 0.6),
        new("d1_over_a1", 0.7, 1),
        new("commits_per_hold", 0.02, 0.02, LessIsBetter: true),
        new("http_hold_over_empty_call", 0.4, 0.5),
        new("paid_orders_per_s", 100, 250),
        new("cost_1m_over_1k", 1.15, 1.15, LessIsBetter: true),
        new("activation_1m_s", 3, 1.5, LessIsBetter: true),
        new("bytes_per_ticket", 200, 200, LessIsBetter: true),
        new("search_p99_ms", 50, 50, LessIsBetter: true),
    ];

    private sealed record Goal(string Name, double Floor, double Aim, bool LessIsBetter = false)
    {
        public string Verdict(double value) => IsReached(value, Aim) ? "reached" : IsReached(value, Floor) ? "floor reached" : "MISSED";

        private bool IsReached(double value, double goal) => LessIsBetter ? value <= goal : value >= goal;
    }

    /// <summary>One object: the ratios of all runs together, every single figure of a run, and the runs whole under their names.</summary>
    public static JsonObject Joined(IReadOnlyList<(string Run, string Json)> runs)
    {
        JsonObject all = new() { [Ratios] = new JsonObject(), [Ranges] = new JsonObject() };
        foreach (var (run, json) in runs)
        {
            var figures = JsonNode.Parse(json)!.AsObject();
            foreach (var (name, value) in figures)
            {
                if (name is Ratios or Ranges)
                {
                    foreach (var (ratio, number) in value!.AsObject())
                    {
                        all[name]!.AsObject().Add(ratio, number!.DeepClone());
                    }
                }
                else if (Goals.Any(goal => goal.Name == name))
                {
                    all.Add(name, value?.DeepClone());
                }
            }

            all.Add(run, figures);
        }

        return all;
    }

    public static void Print(JsonObject all, TextWriter output)
    {
        output.WriteLine($"\n{"",-28} {"",9}   {"[least–most]",-18} {"floor",7} {"aim",7}");
        foreach (var goal in Goals)
        {
            var value = (all[goal.Name] ?? all[Ratios]![goal.Name])?.GetValue<double>();
            var range = all[Ranges]![goal.Name]?.AsArray().Select(end => end!.GetValue<double>().ToString("G4", CultureInfo.InvariantCulture)).ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{goal.Name,-28} {value,9:G4}   {(range is null ? "" : $"[{range[0]}–{range[1]}]"),-18} {goal.Floor,7} {goal.Aim,7}   {(value is { } number ? goal.Verdict(number) : "not measured")}"));
        }
    }
}
