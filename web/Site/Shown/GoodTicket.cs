using EventTicket.Purchases;

namespace EventTicket.Web.Site;

/// <summary>Tickets whose code is worth showing: they open the door, or did.</summary>
internal static class GoodTicket
{
    public static bool IsGood(this Ticket ticket) => ticket.Status is TicketStatus.Valid or TicketStatus.Used;

    /// <summary>The person's ticket; not-found when it opens no door and never did.</summary>
    public static async Task<Result<Ticket>> Good(this IPurchasesGrain purchases, Guid personId, Guid ticketId) =>
        await purchases.Ticket(personId, ticketId) is var found && found is { Succeeded: true, Value: var ticket } && !ticket.IsGood() ? Refusal.NotFound : found;
}
