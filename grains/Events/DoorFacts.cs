namespace EventTicket.Events;

/// <summary>A fact of the door. It changes its ticket and nothing else of the order.</summary>
internal abstract record DoorFact(DateTimeOffset At, Guid OrderId, Guid TicketId, OperationMark? Operation) : OrderFact(At, OrderId), IAnswersOperation;

/// <summary>Somebody came in with the ticket.</summary>
/// <param name="Gate">In the door's own words.</param>
internal sealed record CheckedIn(DateTimeOffset At, Guid OrderId, Guid TicketId, string? Gate, OperationMark? Operation) : DoorFact(At, OrderId, TicketId, Operation);

/// <summary>A check-in was taken back.</summary>
internal sealed record CheckInUndone(DateTimeOffset At, Guid OrderId, Guid TicketId, OperationMark? Operation) : DoorFact(At, OrderId, TicketId, Operation);
