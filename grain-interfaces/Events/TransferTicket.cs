namespace EventTicket.Events;

/// <summary>Give a ticket to somebody else, whose address is known to be theirs. Sent by the transfers; the same again has the same answer.</summary>
/// <param name="From">Who has the ticket.</param>
/// <param name="To">Who gets a new one in its place.</param>
[GenerateSerializer, Immutable, Alias("TransferTicket")]
public sealed record TransferTicket(
    [property: Id(0)] Guid From,
    [property: Id(1)] Guid To,
    [property: Id(2)] Guid OrderId,
    [property: Id(3)] Guid TicketId);

/// <param name="TicketId">The new ticket; its code stands in the table only.</param>
[GenerateSerializer, Immutable, Alias("TransferredTicket")]
public sealed record TransferredTicket([property: Id(0)] Guid TicketId);
