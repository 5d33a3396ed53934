using System.Text.Json;

namespace EventTicket.Bench.LogIns;

/// <summary>The figures of <see cref="LogInRun"/>.</summary>
/// <param name="Calm">Times of the page alone.</param>
/// <param name="Busy">Times of the same page beside the log-ins.</param>
/// <param name="LogIns">The answers of the log-ins that came at once.</param>
/// <param name="Times">Times of known and unknown addresses.</param>
/// <param name="Bodies">How many different answers each kind of question got: one, if nothing shows who has an account.</param>
internal sealed record LogInReport(
    IReadOnlyList<TimeSpan> Calm, IReadOnlyList<TimeSpan> Busy, IReadOnlyList<Answer> LogIns,
    IReadOnlyDictionary<string, List<TimeSpan>> Times, IReadOnlyDictionary<string, int> Bodies)
{
    public IReadOnlyList<string> Violations =>
    [
        .. LogIns.Where(answer => answer.Status is not (200 or 429)).Select(answer => $"A log-in was answered {answer.Status}: {answer.Text}").Distinct(),
        .. Bodies.Where(body => body.Value != 1).Select(body => $"Known and unknown are answered differently: {body.Key}, {body.Value} answers"),
    ];

    public void Print(TextWriter to)
    {
        to.WriteLine($"page alone              {Spread(Calm)}");
        to.WriteLine($"page beside log-ins     {Spread(Busy)}");
        foreach (var status in LogIns.GroupBy(answer => answer.Status).OrderBy(group => group.Key))
        {
            to.WriteLine($"log-ins answered {status.Key}    {status.Count()} of {LogIns.Count}, {Spread([.. status.Select(answer => answer.Took)])}");
        }

        foreach (var (what, times) in Times)
        {
            to.WriteLine($"{what,-24}{Spread(times)}");
        }

        foreach (var violation in Violations)
        {
            to.WriteLine($"VIOLATION: {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        pageAlone = Figures(Calm),
        pageBesideLogIns = Figures(Busy),
        logIns = LogIns.GroupBy(answer => answer.Status).ToDictionary(group => $"{group.Key}", group => group.Count()),
        times = Times.ToDictionary(pair => pair.Key, pair => Figures(pair.Value)),
        violations = Violations,
    });

    private static string Spread(IReadOnlyList<TimeSpan> times) =>
        $"n {times.Count,5}   p25 {At(times, 0.25),7:F1}   median {At(times, 0.5),7:F1}   p75 {At(times, 0.75),7:F1}   p99 {At(times, 0.99),7:F1}   max {At(times, 1),7:F1} ms";

    private static object Figures(IReadOnlyList<TimeSpan> times) =>
        new { n = times.Count, p25 = At(times, 0.25), median = At(times, 0.5), p75 = At(times, 0.75), p99 = At(times, 0.99), max = At(times, 1) };

    private static double At(IReadOnlyList<TimeSpan> times, double part) =>
        times.Count == 0 ? 0 : Math.Round(times.Order().ElementAt((int)Math.Ceiling(part * (times.Count - 1))).TotalMilliseconds, 2);
}
