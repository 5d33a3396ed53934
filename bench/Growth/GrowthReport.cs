using System.Globalization;
using System.Text.Json;
using EventTicket.Bench.Engine;

namespace EventTicket.Bench.Growth;

/// <summary>What came out, for people and for programs.</summary>
/// <param name="Rounds">The rehearsal, round 0, among them.</param>
/// <param name="Events">Null when it was not measured.</param>
internal sealed record GrowthReport(IReadOnlyList<TicketMemory> Memory, IReadOnlyList<GrownRound> Rounds, ManyEvents? Events, IReadOnlyList<string> Violations)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private IReadOnlyList<int> Sizes => [.. Rounds.Select(round => round.Sold).Distinct().Order()];

    private IEnumerable<GrownRound> Counted => Rounds.Where(round => round.Round > 0);

    public void Print(TextWriter output)
    {
        output.WriteLine("\nMemory of an event for each sold ticket: while the ids of requests are remembered, and once they have left it\n");
        foreach (var kind in Memory)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  orders of {kind.Orders,-6} {kind.Tickets,9} tickets   {kind.WithIds,6:F0} B   {kind.Bytes,6:F0} B"));
        }

        output.WriteLine($"\nHolds at {Rush.Callers} callers and activations: medians [least–most] of the rounds; the first activation of all in brackets\n");
        foreach (var size in Sizes)
        {
            output.WriteLine($"  {size,9} sold, {Rounds.First(round => round.Sold == size).Rows,8} facts: a hold {Text(Of(size, round => round.Holds.Wall))} µs, {Text(Of(size, round => round.Holds.Processor))} µs of processors; "
                + $"active in {Text(Of(size, round => round.Activation.TotalSeconds))} s ({First(size):F2})");
        }

        output.WriteLine($"\n  the largest over the smallest, round by round: {Text(Ratio(round => round.Holds.Wall))} by the clock, {Text(Ratio(round => round.Holds.Processor))} of processors");
        if (Events is { } many)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

                {many.Events} events on sale, {many.Activations} in memory: {many.Figures.Holds / many.Figures.Took.TotalSeconds:F0} holds/s, p50 {many.Figures.P50:F1} ms, p99 {many.Figures.P99:F1} ms, max {many.Figures.Latencies.Longest.TotalMilliseconds:F0} ms
                  {many.PerHold.Commits:F2} commits, {many.PerHold.Syncs:F2} flushes and {many.PerHold.WalBytes:F0} bytes of log a hold; {many.MemoryAfter >> 20} MB of objects ({many.MemoryBefore >> 20} before), {many.Resident >> 20} MB resident
                """));
        }

        output.WriteLine(Violations.Count == 0 ? "\nAll checks hold." : $"\n{Violations.Count} violations:");
        foreach (var violation in Violations.Take(30))
        {
            output.WriteLine($"  {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new
    {
        cost_1m_over_1k = Ratio(round => round.Holds.Wall)?.Median,
        cpu_1m_over_1k = Ratio(round => round.Holds.Processor)?.Median,
        activation_1m_s = HalfOfTheLargest is { } half ? Of(half, round => round.Activation.TotalSeconds)?.Median : null,
        bytes_per_ticket = Memory.FirstOrDefault(kind => kind.Orders == TicketMemory.Mixed)?.Bytes,
        memory = Memory,
        sizes = Sizes.Select(size => new
        {
            sold = size,
            facts = Rounds.First(round => round.Sold == size).Rows,
            holdMicroseconds = Of(size, round => round.Holds.Wall),
            processorMicroseconds = Of(size, round => round.Holds.Processor),
            p99Milliseconds = Of(size, round => round.Holds.P99),
            allocatedBytes = Of(size, round => (double)round.Holds.Allocated / round.Holds.Holds),
            activationSeconds = Of(size, round => round.Activation.TotalSeconds),
            firstActivationSeconds = First(size),
        }),
        costRatio = Ratio(round => round.Holds.Wall),
        cpuRatio = Ratio(round => round.Holds.Processor),
        events = Events is not { } many ? null : new
        {
            events = many.Events,
            activations = many.Activations,
            holdsPerSecond = many.Figures.Holds / many.Figures.Took.TotalSeconds,
            p50Ms = many.Figures.P50,
            p99Ms = many.Figures.P99,
            maxMs = many.Figures.Latencies.Longest.TotalMilliseconds,
            commitsPerHold = many.PerHold.Commits,
            objectBytesBefore = many.MemoryBefore,
            objectBytes = many.MemoryAfter,
            residentBytes = many.Resident,
        },
        violations = Violations,
    }, Indented);

    // Mixed orders make two facts for each ticket, so that half of a million tickets are a million facts.
    private int? HalfOfTheLargest => Sizes.Count > 1 ? Sizes[^2] : null;

    private double First(int size) => Rounds.First(round => round.Sold == size).Activation.TotalSeconds;

    private Summary? Of(int size, Func<GrownRound, double?> figure) => Summary.Of(Counted.Where(round => round.Sold == size).Select(figure));

    private Summary? Ratio(Func<GrownRound, double> figure) =>
        Summary.Of(Counted.GroupBy(round => round.Round).Select(round => (double?)(figure(round.MaxBy(one => one.Sold)!) / figure(round.MinBy(one => one.Sold)!))));

    private static string Text(Summary? value) => value is null ? "-" : string.Create(CultureInfo.InvariantCulture, $"{value.Median:F2} [{value.Least:F2}–{value.Most:F2}]");
}
