namespace EventTicket.Bench.Engine;

/// <summary>How long one measurement lasts.</summary>
/// <param name="WarmUp">At first, and not counted.</param>
/// <param name="Measured">What is counted.</param>
internal sealed record Spell(TimeSpan WarmUp, TimeSpan Measured);
