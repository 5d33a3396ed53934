namespace EventTicket.Bench.Engine;

/// <summary>Median and range of one figure over the rounds.</summary>
internal sealed record Summary(double Median, double Least, double Most)
{
    /// <returns>Null when there is no value.</returns>
    public static Summary? Of(IEnumerable<double?> values)
    {
        var sorted = values.OfType<double>().Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? null : new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
