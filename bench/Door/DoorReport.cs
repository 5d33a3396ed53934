using System.Globalization;
using System.Text.Json;

namespace EventTicket.Bench.Door;

/// <summary>What came out, for people and for programs.</summary>
/// <param name="Took">From the first scan until the last was answered.</param>
internal sealed record DoorReport(int People, int Phones, TimeSpan Took, IReadOnlyList<Scan> Scans, IReadOnlyList<string> Violations)
{
    private List<double> Times => [.. Scans.Select(scan => scan.Answer.Took.TotalMilliseconds).Order()];

    private double PerSecond => Scans.Count / Took.TotalSeconds;

    public void Print(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"\n{People} people, {Phones} phones: {Scans.Count} scans in {Took.TotalSeconds:F1} s, {PerSecond:F0} scans/s; p50 {At(0.5):F1} ms, p99 {At(0.99):F1} ms, max {At(1):F0} ms\n"));
        output.WriteLine(Violations.Count == 0 ? "All checks hold." : $"{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        people = People,
        phones = Phones,
        seconds = Took.TotalSeconds,
        scansPerSecond = PerSecond,
        p50 = At(0.5),
        p99 = At(0.99),
        max = At(1),
        violations = Violations,
    });

    private double At(double share) => Times is { Count: > 0 } times ? times[(int)Math.Ceiling(share * times.Count) - 1] : 0;
}
