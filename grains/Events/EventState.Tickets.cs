using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>What facts do to tickets that were issued.</summary>
internal sealed partial class EventState
{
    private void Apply(Refunded refunded, OrderState order)
    {
        order.GivenBack += refunded.Amount;
        if (refunded.ProviderId is { } accounted)
        {
            order.Accounted = order.Accounted.Add(accounted);
            order.FrozenBy = order.FrozenBy == accounted ? null : order.FrozenBy;
        }

        EndTickets(order, refunded.Tickets, TicketStatus.Cancelled);
        EndWithTickets(order, refunded.At);
    }

    /// <summary>The tickets' places are free again and no longer count against the person's limits.</summary>
    private void EndTickets(OrderState order, ImmutableArray<Guid> ended, TicketStatus status)
    {
        if (ended.IsEmpty)
        {
            return;
        }

        order.Tickets = [.. order.Tickets.Select(ticket =>
        {
            if (!ended.Contains(ticket.TicketId))
            {
                return ticket;
            }

            if (order.IsOfPreSale)
            {
                preSale!.Sold--;
            }
            else
            {
                types[ticket.TypeId].Sold--;
            }

            Count(HolderOf(ticket.TicketId) ?? order.PersonId, order, ticket.TypeId, -1);
            return ticket with { Status = status };
        })];
        order.Status = order.StatusByTickets;
    }

    private static void Turn(OrderState order, TicketStatus from, TicketStatus to) =>
        order.Tickets = [.. order.Tickets.Select(ticket => ticket.Status == from ? ticket with { Status = to } : ticket)];

    // A payment that is open is asked for its outcome at once: it cannot lead to tickets any more.
    private void Apply(Cancelled cancelled)
    {
        Status = EventStatus.Cancelled;
        Version++;
        foreach (var order in orders.Values.Where(order => order.Status == OrderStatus.Paying && order.AskAt > cancelled.At))
        {
            order.CutAt = cancelled.At;
            due.Add(order);
        }
    }
}
