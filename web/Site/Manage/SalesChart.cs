using System.Globalization;
using EventTicket.Events;
using EventTicket.Managers;

namespace EventTicket.Web.Site;

/// <summary>An event's sales over time, as bars of one step each, the ticket types on top of each other; and the same as a table.</summary>
/// <param name="Types">The ticket types by name; their place is their colour.</param>
/// <param name="Steps">From the first sale to the last, those in which nothing was sold too.</param>
public sealed record SalesChart(IReadOnlyList<string> Types, IReadOnlyList<SalesBar> Steps)
{
    /// <summary>The width of a bar in the drawing, with its gap.</summary>
    public const int BarWidth = 10;

    /// <summary>The colours there are; what comes after shares the last.</summary>
    private const int Colours = 6;

    public int Width => Math.Max(1, Steps.Count) * BarWidth;

    public int Most => Steps.Max(step => step.Total);

    public int Total => Steps.Sum(step => step.Total);

    /// <summary>The style of a type's bars.</summary>
    public static string Colour(int type) => string.Create(CultureInfo.InvariantCulture, $"t{Math.Min(type, Colours - 1)}");

    /// <summary>The parts of a bar from the ground up: style, upper edge and height, in hundredths of the highest.</summary>
    public IEnumerable<(string Kind, string Y, string Height)> Parts(SalesBar step)
    {
        var y = 100m;
        for (var type = 0; type < step.Sold.Count; type++)
        {
            var height = 100m * step.Sold[type] / Most;
            y -= height;
            if (height > 0)
            {
                yield return (Colour(type), Number(y), Number(height));
            }
        }
    }

    /// <returns>Null when nothing was sold.</returns>
    public static SalesChart? Of(SalesHistory history, EventDefinition definition)
    {
        if (history.Sold.IsEmpty)
        {
            return null;
        }

        var first = history.Sold[0].From;
        var places = definition.TicketTypes.Index().ToDictionary(type => type.Item.TicketTypeId, type => type.Index);
        // Days are longer or shorter where clocks change: rounded, each has its place all the same.
        var steps = history.Sold.ToLookup(step => (int)Math.Round((step.From - first) / history.Step));
        List<SalesBar> bars = [];
        for (var (n, soFar) = (0, 0); n <= steps.Max(step => step.Key); n++)
        {
            var sold = new int[definition.TicketTypes.Length];
            foreach (var step in steps[n].Where(step => places.ContainsKey(step.TicketTypeId)))
            {
                sold[places[step.TicketTypeId]] += step.Sold;
            }

            soFar += sold.Sum();
            bars.Add(new(Label(steps[n].FirstOrDefault()?.From ?? first + (n * history.Step), history.Step, definition.TimeZone), sold, soFar));
        }

        return new([.. definition.TicketTypes.Select(type => type.Name)], bars);
    }

    private static string Label(DateTimeOffset from, TimeSpan step, string zone)
    {
        var there = from.At(zone);
        return step < TimeSpan.FromDays(1) ? there.ToString("ddd d MMM, HH:mm", CultureInfo.InvariantCulture)
            : step == TimeSpan.FromDays(1) ? there.ToString("ddd d MMM", CultureInfo.InvariantCulture)
            : $"week of {there.ToString("d MMM yyyy", CultureInfo.InvariantCulture)}";
    }

    private static string Number(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <param name="Label">When it was.</param>
/// <param name="Sold">By type.</param>
/// <param name="SoFar">All that was sold until its end.</param>
public sealed record SalesBar(string Label, IReadOnlyList<int> Sold, int SoFar)
{
    public int Total => Sold.Sum();
}
