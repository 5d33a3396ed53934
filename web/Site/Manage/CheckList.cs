using EventTicket.Events;

namespace EventTicket.Web.Site;

/// <summary>What a draft has and what it lacks, before it is published.</summary>
/// <param name="Items">In the order of the form.</param>
public sealed record CheckList(IReadOnlyList<CheckItem> Items)
{
    /// <summary>Whether nothing that is needed is missing.</summary>
    public bool MayPublish => Items.All(item => item.Done || !item.Needed);

    public static CheckList Of(EventDefinition draft, DateTimeOffset now) => new(
    [
        new(draft.Description.Length > 0, false, "A description", "People buy what they can picture.", "description"),
        new(draft.StartsAt > now, true, "A beginning that is still to come", "It has passed. Choose another.", "startsAt"),
        new(draft.TicketTypes.Any(type => type.Capacity > 0), true, "Places to sell", "Every ticket type has none.", "ticketTypes"),
        new(draft.TicketTypes.All(type => type.SalesEndsAt is null || type.SalesEndsAt > now), true, "Sales windows that are not over", "A ticket type could never be bought.", "ticketTypes"),
        new(draft.TicketTypes.All(type => type.SalesStartsAt is null || type.SalesStartsAt < draft.StartsAt), false, "Sales that begin before the event does", "A ticket type comes on sale after the beginning.", "ticketTypes"),
        new(draft.TicketTypes.Select(type => type.Name.Trim().ToUpperInvariant()).Distinct().Count() == draft.TicketTypes.Length, false, "A name of its own for each ticket type", "Two have the same.", "ticketTypes"),
    ]);
}

/// <param name="Needed">Whether publishing waits for it.</param>
/// <param name="Lack">What is said when it is missing.</param>
/// <param name="Field">The field of the form that sets it right.</param>
public sealed record CheckItem(bool Done, bool Needed, string What, string Lack, string Field);
