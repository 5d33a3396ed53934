using System.Globalization;
using System.Text.Json;
using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Catalogue;

/// <summary>What came out, for people and for programs.</summary>
/// <param name="Rate">Questions a second.</param>
/// <param name="Times">From the intended moment, by kind.</param>
internal sealed record CatalogueReport(long Events, int Rate, IReadOnlyDictionary<string, Latencies> Times, IReadOnlyList<string> Violations)
{
    public void Print(TextWriter output)
    {
        output.WriteLine($"\n{Events} events, {Rate} questions a second; from the moment each was to be asked\n");
        foreach (var kind in Question.Kinds)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {kind,-24} n {Times[kind].Count,6}   p50 {At(kind, 0.5),7:F1}   p90 {At(kind, 0.9),7:F1}   p99 {At(kind, 0.99),7:F1}   max {At(kind, 1),7:F1} ms"));
        }

        output.WriteLine(Violations.Count == 0 ? "\nAll checks hold." : $"\n{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        events = Events,
        rate = Rate,
        search_p99_ms = At(Question.Search, 0.99),
        kinds = Question.Kinds.Select(kind => new { kind, n = Times[kind].Count, p50 = At(kind, 0.5), p90 = At(kind, 0.9), p99 = At(kind, 0.99), max = At(kind, 1) }),
        violations = Violations,
    });

    private double? At(string kind, double share) => Times[kind].At(share)?.TotalMilliseconds;
}
