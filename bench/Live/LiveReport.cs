using System.Globalization;
using System.Text.Json;

namespace EventTicket.Bench.Live;

/// <param name="Level">What was left then.</param>
/// <param name="Times">How long until each page was told, from before the change was asked for.</param>
internal sealed record LiveChange(string Level, IReadOnlyList<TimeSpan> Times);

/// <summary>What came out, for people and for programs.</summary>
/// <param name="Questions">Looks at the stock a second with no page, one page, and all; empty when they were not counted.</param>
/// <param name="Before">Memory of the web without pages, in bytes.</param>
/// <param name="After">The same with all of them.</param>
/// <param name="Processor">Processor time of the web during all changes, holding and giving back included.</param>
internal sealed record LiveReport(int Pages, IReadOnlyList<LiveChange> Changes, IReadOnlyList<double> Questions, long Before, long After, TimeSpan Processor, IReadOnlyList<string> Violations)
{
    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(1);

    private IReadOnlyList<TimeSpan> All { get; } = [.. Changes.SelectMany(change => change.Times)];

    private double MicrosecondsPerMessage => All.Count == 0 ? 0 : Processor.TotalMicroseconds / All.Count;

    private double BytesPerPage => (double)(After - Before) / Pages;

    public void Print(TextWriter output)
    {
        output.WriteLine($"\n{Pages} pages, {Changes.Count} changes; from asking for the change until a page was told:");
        foreach (var change in Changes)
        {
            output.WriteLine($"  {change.Level,-5} {Spread.Of(change.Times)}");
        }

        output.WriteLine($"  all   {Spread.Of(All)}   after {Aim.TotalSeconds:F0} s: {Late}");
        if (Questions is [var none, var one, var all])
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Looks at the stock a second: {none:F1} with no page, {one:F1} with one, {all:F1} with {Pages}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Memory of the web: {Before / 1e6:F0} MB without pages, {After / 1e6:F0} MB with them, {BytesPerPage / 1024:F1} KB a page; its processor time {MicrosecondsPerMessage:F0} µs a message"));
        output.WriteLine(Violations.Count == 0 ? "\nAll checks hold." : $"\n{Violations.Count} violations:");
        foreach (var violation in Violations)
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        pages = Pages,
        changes = Changes.Select(change => new { level = change.Level, p50 = Spread.At(change.Times, 0.5), p99 = Spread.At(change.Times, 0.99), max = Spread.At(change.Times, 1) }),
        p50 = Spread.At(All, 0.5),
        p99 = Spread.At(All, 0.99),
        max = Spread.At(All, 1),
        late = Late,
        questionsPerSecond = Questions is [var none, var one, var all] ? new { noPage = none, onePage = one, allPages = all } : null,
        webMicrosecondsPerMessage = Math.Round(MicrosecondsPerMessage, 1),
        bytesPerPage = Math.Round(BytesPerPage),
        violations = Violations,
    });

    private int Late => All.Count(time => time > Aim);
}
