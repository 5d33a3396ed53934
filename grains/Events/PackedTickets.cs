using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>The tickets of one order in little room, because there may be a million: the first, often the only one, without an array of its own, and each type by its place among the order's items.</summary>
internal readonly struct PackedTickets
{
    private readonly Packed first;
    private readonly Packed[]? others;

    private readonly record struct Packed(Guid TicketId, byte Item, byte Status);

    public PackedTickets(ImmutableArray<TicketState> tickets, ImmutableArray<OrderItem> items)
    {
        if (tickets.IsEmpty)
        {
            return;
        }

        first = Pack(tickets[0], items);
        others = tickets.Length == 1 ? null : new Packed[tickets.Length - 1];
        for (var i = 1; i < tickets.Length; i++)
        {
            others![i - 1] = Pack(tickets[i], items);
        }
    }

    /// <param name="items">The same as they were packed with.</param>
    public ImmutableArray<TicketState> Unpack(ImmutableArray<OrderItem> items)
    {
        if (first == default)
        {
            return [];
        }

        var tickets = ImmutableArray.CreateBuilder<TicketState>(1 + (others?.Length ?? 0));
        tickets.Add(Unpack(first, items));
        foreach (var other in others ?? [])
        {
            tickets.Add(Unpack(other, items));
        }

        return tickets.MoveToImmutable();
    }

    private static Packed Pack(TicketState ticket, ImmutableArray<OrderItem> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].TicketTypeId == ticket.TypeId)
            {
                return new(ticket.TicketId, (byte)i, (byte)ticket.Status);
            }
        }

        throw new InvalidOperationException($"Ticket {ticket.TicketId} is of a type that its order is not for.");
    }

    private static TicketState Unpack(Packed ticket, ImmutableArray<OrderItem> items) => new(ticket.TicketId, items[ticket.Item].TicketTypeId, (TicketStatus)ticket.Status);
}
