using System.Text.Json;

namespace EventTicket.Bench.SlowBank;

/// <summary>The figures of <see cref="SlowBankRun"/>.</summary>
internal sealed class SlowBankReport
{
    /// <summary>Holds beside payments at a quick bank.</summary>
    public List<TimeSpan> Quick { get; } = [];

    /// <summary>Holds beside the same payments at a slow one.</summary>
    public List<TimeSpan> Slow { get; } = [];

    public List<Answer> QuickPayments { get; } = [];

    public List<Answer> SlowPayments { get; } = [];

    public IReadOnlyList<string> Violations =>
        [.. QuickPayments.Concat(SlowPayments).Where(answer => answer.Status != 200).Select(answer => $"A payment was answered {answer}").Distinct()];

    public void Print(TextWriter to)
    {
        to.WriteLine($"hold, bank quick        {Spread.Of(Quick)}");
        to.WriteLine($"hold, bank slow         {Spread.Of(Slow)}");
        to.WriteLine($"payment, bank quick     {Spread.Of([.. QuickPayments.Select(answer => answer.Took)])}");
        to.WriteLine($"payment, bank slow      {Spread.Of([.. SlowPayments.Select(answer => answer.Took)])}");
        foreach (var violation in Violations)
        {
            to.WriteLine($"VIOLATION: {violation}");
        }
    }

    public string Json() => JsonSerializer.Serialize(new { holdBankQuick = Spread.Figures(Quick), holdBankSlow = Spread.Figures(Slow), violations = Violations });
}
