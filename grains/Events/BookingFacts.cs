namespace EventTicket.Events;

/// <summary>A fact about one booking.</summary>
internal abstract record BookingFact(DateTimeOffset At, Guid BookingId) : Fact(At);

/// <summary>Places of the pre-sale are one person's, until they pay or the time to pay is over.</summary>
/// <param name="Price">Of one place, in minor units of the event's currency.</param>
/// <param name="PayBy">As the pre-sale had it then.</param>
internal sealed record Booked(DateTimeOffset At, Guid BookingId, Guid PersonId, int Places, long Price, DateTimeOffset PayBy, string Code, OperationMark? Operation)
    : BookingFact(At, BookingId), IAnswersOperation;

/// <summary>The time to pay was over.</summary>
internal sealed record Lapsed(DateTimeOffset At, Guid BookingId) : BookingFact(At, BookingId);

/// <summary>The buyer gave the booking up before it was paid, or its event was cancelled.</summary>
internal sealed record BookingCancelled(DateTimeOffset At, Guid BookingId, bool WithEvent) : BookingFact(At, BookingId);

/// <summary>The pre-sale's window is over: its free places, and those that come free later, belong to the general sale.</summary>
internal sealed record HandedOver(DateTimeOffset At) : Fact(At);
