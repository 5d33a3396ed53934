using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>One ticket as the event remembers it; its code stands in the journal and the table only.</summary>
internal readonly record struct TicketState(Guid TicketId, Guid TypeId, TicketStatus Status)
{
    /// <summary>It holds no place any more.</summary>
    public bool HasEnded => Status is TicketStatus.Cancelled or TicketStatus.Revoked or TicketStatus.Transferred;

    /// <summary>Nobody has come in with it, and it holds its place.</summary>
    public bool IsUnused => Status is TicketStatus.Valid or TicketStatus.Frozen;
}
