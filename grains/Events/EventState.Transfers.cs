using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>A ticket that changes hands: the old one ends with its code, a new one begins. Its place and its money stay with the order.</summary>
internal sealed partial class EventState
{
    // Only for tickets that changed hands: who has the new one, and what became of the old one.
    private readonly Dictionary<Guid, Guid> holders = [];
    private readonly Dictionary<Guid, Guid> successors = [];

    /// <summary>Who has the ticket, when that is not the order's buyer.</summary>
    public Guid? HolderOf(Guid ticketId) => holders.TryGetValue(ticketId, out var holder) ? holder : null;

    public Result<TransferredTicket> Transfer(TransferTicket request, DateTimeOffset now)
    {
        if (FindTicket(request.OrderId, request.TicketId) is not var (order, ticket) || (HolderOf(ticket.TicketId) ?? order.PersonId) != request.From)
        {
            return Refusal.NotFound;
        }

        if (successors.TryGetValue(ticket.TicketId, out var successor))
        {
            return HolderOf(successor) == request.To ? new TransferredTicket(successor) : Refusal.NotFound;
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (ticket.Status != TicketStatus.Valid || now >= Definition!.EndsAt || request.To == request.From)
        {
            return Refusal.Invalid("ticketId", "Must be a valid ticket of an event that is not over, and go to somebody else.");
        }

        if (ExceedsLimits(request.To, [new(ticket.TypeId, 1)], null)
            || (order.IsOfPreSale && preSale!.Of(request.To) + 1L > (preSale.Terms.MaxPerPerson ?? int.MaxValue)))
        {
            return Refusal.LimitReached;
        }

        var given = new Transferred(now, order.OrderId, ticket.TicketId, new(Guid.CreateVersion7(now), ticket.TypeId, TicketCode.New()), request.From, request.To);
        Record(given);
        return new TransferredTicket(given.Successor.TicketId);
    }

    private void Apply(Transferred given, OrderState order)
    {
        successors[given.TicketId] = given.Successor.TicketId;
        holders[given.Successor.TicketId] = given.To;
        Turn(order, given.TicketId, TicketStatus.Transferred);
        order.Tickets = order.Tickets.Add(new(given.Successor.TicketId, given.Successor.TicketTypeId, TicketStatus.Valid));
        Count(given.From, order, given.Successor.TicketTypeId, -1);
        Count(given.To, order, given.Successor.TicketTypeId, 1);
    }

    private void Count(Guid personId, OrderState order, Guid typeId, int places)
    {
        people.Add(personId, typeId, places);
        if (order.IsOfPreSale)
        {
            preSale!.Count(personId, places);
        }
    }
}
