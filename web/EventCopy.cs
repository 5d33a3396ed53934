using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>An event once more: everything of it, at another time.</summary>
internal static class EventCopy
{
    /// <param name="startsAt">When the copy begins; its end, its sales windows and its pre-sale move along.</param>
    /// <param name="title">Null keeps the old one.</param>
    public static EventDefinition Of(EventDefinition old, DateTimeOffset startsAt, string? title)
    {
        var by = startsAt - old.StartsAt;
        return old with
        {
            Title = title ?? old.Title,
            StartsAt = startsAt,
            EndsAt = old.EndsAt + by,
            // New types get their ids where the event is kept.
            TicketTypes = [.. old.TicketTypes.Select(type => type with { TicketTypeId = Guid.Empty, SalesStartsAt = type.SalesStartsAt + by, SalesEndsAt = type.SalesEndsAt + by })],
            PreSale = old.PreSale is { } preSale
                ? preSale with { OpensAt = preSale.OpensAt + by, ClosesAt = preSale.ClosesAt + by, PayBy = preSale.PayBy + by }
                : null,
        };
    }
}
