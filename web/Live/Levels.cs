using EventTicket.Catalogue;

namespace EventTicket.Web.Live;

/// <summary>How much is left, as coarsely as everybody is told while the sale runs.</summary>
internal enum Left
{
    Many,
    Few,

    /// <summary>Every place is held, booked or sold.</summary>
    None,

    /// <summary>Not on sale yet.</summary>
    Soon,

    /// <summary>Not on sale any more.</summary>
    Closed,
}

/// <summary>The one place that says what many and few are, for pages as they are made and for what they are told afterwards.</summary>
internal static class Levels
{
    /// <summary>Few: the last ten, or the last tenth, once something is taken.</summary>
    public static Left Of(int available, int capacity) =>
        available <= 0 ? Left.None : available <= Math.Max(10, capacity / 10) && available < capacity ? Left.Few : Left.Many;

    /// <summary>Of one ticket type.</summary>
    public static Left Of(TypeOnSale type, DateTimeOffset now) =>
        type.OnSale ? Of(type.Available, type.Capacity) : type.SalesStartsAt > now ? Left.Soon : Left.Closed;

    /// <summary>Of a whole event: of what is on sale together, else whether something will be.</summary>
    public static Left Of(IReadOnlyCollection<TypeOnSale> types, DateTimeOffset now)
    {
        var open = types.Where(type => type.OnSale).ToArray();
        return open.Length > 0 ? Of(open.Sum(type => type.Available), open.Sum(type => type.Capacity))
            : types.Any(type => type.SalesStartsAt > now) ? Left.Soon : Left.Closed;
    }
}
