namespace EventTicket.Events;

/// <summary>A fact about one place in the waiting list.</summary>
internal abstract record WaitingFact(DateTimeOffset At, Guid WaitingId) : Fact(At);

/// <summary>Somebody waits for places of a sold-out ticket type.</summary>
internal sealed record Joined(DateTimeOffset At, Guid WaitingId, Guid PersonId, Guid TypeId, int Places, OperationMark? Operation) : WaitingFact(At, WaitingId), IAnswersOperation;

/// <summary>They do not wait any more.</summary>
/// <param name="Passed">Not by their own wish: a limit did not allow the offer when it was their turn.</param>
internal sealed record LeftList(DateTimeOffset At, Guid WaitingId, bool Passed) : WaitingFact(At, WaitingId);
