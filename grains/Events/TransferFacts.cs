namespace EventTicket.Events;

/// <summary>A ticket changed hands: it ended, and another with a code of its own began.</summary>
/// <param name="Successor">The new ticket, of the same type and order.</param>
/// <param name="From">Who had the old one.</param>
/// <param name="To">Who has the new one.</param>
internal sealed record Transferred(DateTimeOffset At, Guid OrderId, Guid TicketId, IssuedTicket Successor, Guid From, Guid To) : OrderFact(At, OrderId);
