using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace EventTicket.Bench.OnSale;

/// <summary>What came out, for people and for programs.</summary>
/// <param name="Rush">From the first request until everybody was told yes or no.</param>
/// <param name="Paying">How long the payments of all winners took.</param>
internal sealed record Report(int Buyers, int Places, TimeSpan Rush, TimeSpan Paying, IReadOnlyList<Buyer> People, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private IEnumerable<(string Name, List<double> Milliseconds)> Groups =>
    [
        ("winners", Times(person => person.OrderId is not null)),
        ("losers", Times(person => person.OrderId is null)),
    ];

    private SortedDictionary<string, int> Counts =>
        new(People.SelectMany(person => person.Answers).GroupBy(answer => answer.ToString()).ToDictionary(same => same.Key, same => same.Count()), StringComparer.Ordinal);

    public void Print(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Buyers} buyers, {Places} places: everybody was told in {Rush.TotalSeconds:F2} s, all paid in {Paying.TotalSeconds:F1} s"));
        output.WriteLine();
        output.WriteLine("answer                     count");
        foreach (var (answer, count) in Counts)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer,-24} {count,7}"));
        }

        output.WriteLine();
        output.WriteLine("deciding answer     count    p50 ms    p99 ms    max ms");
        foreach (var (name, times) in Groups)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-16} {times.Count,8} {At(times, 0.5),9:F0} {At(times, 0.99),9:F0} {At(times, 1),9:F0}"));
        }

        output.WriteLine();
        output.WriteLine(Violations.Count == 0 ? "All checks hold." : $"{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => new JsonObject
    {
        ["buyers"] = Buyers,
        ["places"] = Places,
        ["rushSeconds"] = Rush.TotalSeconds,
        ["payingSeconds"] = Paying.TotalSeconds,
        ["answers"] = new JsonObject(Counts.Select(count => KeyValuePair.Create(count.Key, (JsonNode?)count.Value))),
        ["latencyMilliseconds"] = new JsonObject(Groups.Select(group => KeyValuePair.Create(group.Name, (JsonNode?)new JsonObject
        {
            ["count"] = group.Milliseconds.Count,
            ["p50"] = At(group.Milliseconds, 0.5),
            ["p99"] = At(group.Milliseconds, 0.99),
            ["max"] = At(group.Milliseconds, 1),
        }))),
        ["violations"] = new JsonArray([.. Violations.Select(violation => (JsonNode?)violation)]),
    }.ToJsonString(Indented);

    /// <summary>How long the deciding answers were under way, in order.</summary>
    private List<double> Times(Func<Buyer, bool> chosen) =>
        [.. People.Where(chosen).Select(person => person.Decided).OfType<Answer>().Select(answer => answer.Took.TotalMilliseconds).Order()];

    private static double At(List<double> ordered, double share) => ordered.Count == 0 ? 0 : ordered[(int)Math.Ceiling(share * ordered.Count) - 1];
}
