using EventTicket.Events;
using EventTicket.Managers;
using EventTicket.Payments;

namespace EventTicket.Web.Site;

/// <summary>An event and how it sells, for its manager.</summary>
/// <param name="Now">By which a draft is checked.</param>
/// <param name="Sales">How it has sold; null for a draft.</param>
/// <param name="Refunds">How far the orders of a cancelled event are refunded.</param>
public sealed record SheetModel(EventSheet Sheet, string OperationId, Wording? Notice, DateTimeOffset Now, CancellationProgress? Refunds = null, SalesHistory? Sales = null)
{
    public EventDefinition Definition => Sheet.Definition;

    public bool IsDraft => Sheet.Status == EventStatus.Draft;

    /// <summary>What it lacks before it is published.</summary>
    public CheckList CheckList => CheckList.Of(Definition, Now);

    /// <summary>Null when nothing was sold yet.</summary>
    public SalesChart? Chart => Sales is null ? null : SalesChart.Of(Sales, Definition);

    public bool IsCancelled => Sheet.Status == EventStatus.Cancelled;

    public IEnumerable<TypeRow> Types => Definition.TicketTypes.Join(
        Sheet.Stock, type => type.TicketTypeId, stock => stock.TicketTypeId, (type, stock) => new TypeRow(type, stock, new Money(type.Price, Definition.Currency)));

    public TypeStock Total => new(
        Guid.Empty, Sheet.Stock.Sum(stock => stock.Capacity), Sheet.Stock.Sum(stock => stock.Held), Sheet.Stock.Sum(stock => stock.Booked), Sheet.Stock.Sum(stock => stock.Sold));

    /// <summary>What buyers paid, with codes and in the pre-sale, and have not back.</summary>
    public Money Income => new(Sales?.Income ?? 0, Definition.Currency);
}

public sealed record TypeRow(TicketType Type, TypeStock Stock, Money Price);

/// <summary>A bar of an event's places: what they are, in hundredths of the whole.</summary>
public sealed record StockBar(int Capacity, int Held, int Booked, int Sold)
{
    public static StockBar Of(TypeStock stock) => new(stock.Capacity, stock.Held, stock.Booked, stock.Sold);

    /// <summary>Style, left edge and width of each part, from sold to free.</summary>
    public IEnumerable<(string Kind, string X, string Width)> Parts
    {
        get
        {
            var x = 0m;
            foreach (var (kind, places) in new[] { ("sold", Sold), ("held", Held), ("booked", Booked), ("free", Capacity - Sold - Held - Booked) })
            {
                var width = Capacity == 0 ? (kind == "free" ? 100m : 0m) : 100m * places / Capacity;
                yield return (kind, Number(x), Number(width));
                x += width;
            }
        }
    }

    private static string Number(decimal number) => number.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
