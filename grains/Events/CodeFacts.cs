namespace EventTicket.Events;

/// <summary>A fact about one code.</summary>
internal abstract record CodeFact(DateTimeOffset At, Guid CodeId) : Fact(At);

/// <summary>From here on the code can be used.</summary>
internal sealed record CodeKept(DateTimeOffset At, EventCode Code, OperationMark? Operation) : CodeFact(At, Code.CodeId), IAnswersOperation;

/// <summary>Nobody can use the code any more.</summary>
internal sealed record CodeRemoved(DateTimeOffset At, Guid CodeId) : CodeFact(At, CodeId);
