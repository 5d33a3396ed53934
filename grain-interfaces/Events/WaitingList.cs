namespace EventTicket.Events;

/// <summary>Wait for places that are sold out.</summary>
/// <param name="Quantity">At least 1; all of them are offered together, or none.</param>
[GenerateSerializer, Immutable, Alias("JoinWaitingList")]
public sealed record JoinWaitingList(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Guid PersonId,
    [property: Id(2)] Guid TicketTypeId,
    [property: Id(3)] int Quantity);

[GenerateSerializer, Immutable, Alias("LeaveWaitingList")]
public sealed record LeaveWaitingList([property: Id(0)] Guid PersonId, [property: Id(1)] Guid WaitingId);

/// <summary>A place in the list, as it was when somebody joined.</summary>
/// <param name="Position">From 1, among those who wait for the same ticket type.</param>
[GenerateSerializer, Immutable, Alias("WaitingPlace")]
public sealed record WaitingPlace(
    [property: Id(0)] Guid WaitingId,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] Guid TicketTypeId,
    [property: Id(3)] int Quantity,
    [property: Id(4)] int Position);
