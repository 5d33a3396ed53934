using System.Globalization;

namespace EventTicket.Bench.Growth;

/// <summary>One event in one round.</summary>
/// <param name="Round">0 is the rehearsal.</param>
/// <param name="Sold">Tickets sold before.</param>
/// <param name="Rows">Facts in its journal before.</param>
/// <param name="Activation">Until the first answer of an event that nobody had in memory.</param>
internal sealed record GrownRound(int Round, int Sold, long Rows, TimeSpan Activation, RushFigures Holds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Sold,8} sold, {Rows,8} facts: active in {Activation.TotalMilliseconds,7:F0} ms; a hold takes {Holds.Wall,6:F1} µs, {Holds.Processor,6:F1} µs of processors; p50 {Holds.P50,6:F2} ms, p99 {Holds.P99,6:F2} ms");
}
