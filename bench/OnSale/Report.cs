using System.Globalization;
using System.Text.Json;

namespace EventTicket.Bench.OnSale;

/// <summary>What came out, for people and for programs.</summary>
/// <param name="Aftermath">What followed by itself, and how long after the last payment it was done.</param>
internal sealed record Report(
    SaleSizes Sizes, IReadOnlyList<Visit> Visits, TimeLine Line, IReadOnlyList<Look> Looks, Fairness Fairness,
    IReadOnlyList<(string What, TimeSpan Took)> Aftermath, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);

    /// <summary>When everybody had a place or the word that there is none.</summary>
    public TimeSpan Rush => Visits.Max(visit => visit.DecidedAt) ?? TimeSpan.Zero;

    /// <summary>When the last had paid.</summary>
    public TimeSpan End => Line.Happenings.Select(happening => happening.At).DefaultIfEmpty().Max();

    /// <summary>The rush in short steps.</summary>
    public IReadOnlyList<Step> RushSteps => Line.Cut(Short, Rush, Visits.Select(visit => visit.Arrives));

    /// <summary>Everything, a second at a time.</summary>
    public IReadOnlyList<Step> Seconds => Line.Cut(TimeSpan.FromSeconds(1), End, Visits.Select(visit => visit.Arrives));

    private SortedDictionary<string, int> Counts =>
        new(Visits.SelectMany(visit => visit.Buyer.Answers).GroupBy(answer => answer.ToString()).ToDictionary(same => same.Key, same => same.Count()), StringComparer.Ordinal);

    private IEnumerable<(string Name, List<TimeSpan> Times)> Groups =>
    [
        ("got a place", Waits(visit => visit.Buyer.OrderId is not null)),
        ("came too late", Waits(visit => visit.Buyer.OrderId is null)),
        ("paid", [.. Line.Happenings.Where(happening => happening.What == What.Paid).Select(happening => happening.Took)]),
    ];

    public void Print(TextWriter output)
    {
        var silence = Line.LongestSilence();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{Sizes.Buyers} buyers, {Sizes.Places} places: everybody was told in {Rush.TotalSeconds:F2} s, the last place went after {Fairness.LastPlace.TotalSeconds:F2} s, the last payment was done after {End.TotalSeconds:F1} s"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"no hold was decided for {silence.Length.TotalMilliseconds:F0} ms at most, {silence.At.TotalSeconds:F1} s after the beginning"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"of the first {Sizes.Places} who came {Fairness.OfTheFirst:P1} got a place; served in the order they came in: {Fairness.Correlation:F3} (1 strictly, 0 a lottery)"));
        output.WriteLine(string.Join(", ", Aftermath.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.What} {part.Took.TotalSeconds:F1} s later"))));
        output.WriteLine("\nanswer to a hold           count");
        foreach (var (answer, count) in Counts)
        {
            output.WriteLine($"{answer,-24} {count,7}");
        }

        output.WriteLine("\nfrom coming to the answer    count    p50 ms    p95 ms    p99 ms    max ms");
        foreach (var (name, times) in Groups.Concat(Looks.Select(look => (look.Name, look.Times.ToList()))))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-25} {times.Count,8} {Spread.At(times, 0.5),9:F0} {Spread.At(times, 0.95),9:F0} {Spread.At(times, 0.99),9:F0} {Spread.At(times, 1),9:F0}"));
        }

        foreach (var look in Looks.Where(look => !look.Strange.IsEmpty))
        {
            output.WriteLine($"{look.Name}: {string.Join(", ", look.Strange.CountBy(answer => answer).Select(answer => $"{answer.Value} times {answer.Key}"))}");
        }

        output.WriteLine("\nThe rush, a quarter of a second at a time");
        Print(output, RushSteps);
        output.WriteLine("\nAll of it, a second at a time");
        Print(output, Seconds);
        output.WriteLine(Violations.Count == 0 ? "\nAll checks hold." : $"\n{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        buyers = Sizes.Buyers,
        places = Sizes.Places,
        withinSeconds = Sizes.Within.TotalSeconds,
        connections = Sizes.Connections,
        thinkSeconds = Sizes.Think.TotalSeconds,
        rushSeconds = Rush.TotalSeconds,
        lastPlaceSeconds = Fairness.LastPlace.TotalSeconds,
        lastPaymentSeconds = End.TotalSeconds,
        longestSilenceMs = Line.LongestSilence().Length.TotalMilliseconds,
        fairness = new { ofTheFirst = Fairness.OfTheFirst, rankCorrelation = Fairness.Correlation },
        aftermathSeconds = Aftermath.ToDictionary(part => part.What, part => part.Took.TotalSeconds),
        answers = Counts,
        latencyMilliseconds = Groups.ToDictionary(group => group.Name, group => Quantiles(group.Times)),
        bystanders = Looks.ToDictionary(look => look.Name, look => new { milliseconds = Quantiles([.. look.Times]), strange = look.Strange.CountBy(answer => answer).ToDictionary() }),
        page_p95_ms = Spread.At([.. Looks[0].Times], 0.95),
        rush = RushSteps.Select(Figures),
        seconds = Seconds.Select(Figures),
        violations = Violations,
    }, Indented);

    private static void Print(TextWriter output, IReadOnlyList<Step> steps)
    {
        output.WriteLine("  from s  arrived     held sold out 429/503   lost   paid  still   p50 ms   p99 ms   pay p50  pay p99");
        foreach (var step in steps.Where(step => step.Arrived > 0 || step.Happenings.Count > 0))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{step.From.TotalSeconds,8:F2} {step.Arrived,8} {step.Count(What.Held),8} {step.Count(What.SoldOut),8} {step.Count(What.Later),7} {step.Count(What.Lost),6} {step.Count(What.Paid),6} {step.Count(What.PayingStill),6} {step.Decided(0.5),8:F0} {step.Decided(0.99),8:F0} {step.Paid(0.5),9:F0} {step.Paid(0.99),8:F0}"));
        }
    }

    private static object Figures(Step step) => new
    {
        from = step.From.TotalSeconds,
        arrived = step.Arrived,
        held = step.Count(What.Held),
        soldOut = step.Count(What.SoldOut),
        later = step.Count(What.Later),
        lost = step.Count(What.Lost),
        wrong = step.Count(What.Wrong),
        paid = step.Count(What.Paid),
        payingStill = step.Count(What.PayingStill),
        p50 = step.Decided(0.5),
        p99 = step.Decided(0.99),
        paidP50 = step.Paid(0.5),
        paidP99 = step.Paid(0.99),
    };

    private static object Quantiles(List<TimeSpan> times) =>
        new { count = times.Count, p50 = Spread.At(times, 0.5), p95 = Spread.At(times, 0.95), p99 = Spread.At(times, 0.99), max = Spread.At(times, 1) };

    private List<TimeSpan> Waits(Func<Visit, bool> chosen) => [.. Visits.Where(chosen).Where(visit => visit.DecidedAt is not null).Select(visit => visit.DecidedAt!.Value - visit.Arrives)];
}
