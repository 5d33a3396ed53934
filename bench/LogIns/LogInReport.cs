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
        to.WriteLine($"page alone              {Spread.Of(Calm)}");
        to.WriteLine($"page beside log-ins     {Spread.Of(Busy)}");
        foreach (var status in LogIns.GroupBy(answer => answer.Status).OrderBy(group => group.Key))
        {
            to.WriteLine($"log-ins answered {status.Key}    {status.Count()} of {LogIns.Count}, {Spread.Of([.. status.Select(answer => answer.Took)])}");
        }

        foreach (var (what, times) in Times)
        {
            to.WriteLine($"{what,-24}{Spread.Of(times)}");
        }

        foreach (var violation in Violations)
        {
            to.WriteLine($"VIOLATION: {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        pageAlone = Spread.Figures(Calm),
        pageBesideLogIns = Spread.Figures(Busy),
        logIns = LogIns.GroupBy(answer => answer.Status).ToDictionary(group => $"{group.Key}", group => group.Count()),
        times = Times.ToDictionary(pair => pair.Key, pair => Spread.Figures(pair.Value)),
        violations = Violations,
    });
}
