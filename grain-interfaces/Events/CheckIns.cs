namespace EventTicket.Events;

/// <summary>Let somebody in with a ticket of the event. Sent by the door, which has looked at who keeps it.</summary>
/// <param name="By">The person, or the door link, that keeps the door.</param>
/// <param name="Gate">Where, in the door's own words; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("CheckInTicket")]
public sealed record CheckInTicket(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Guid By,
    [property: Id(2)] Guid OrderId,
    [property: Id(3)] Guid TicketId,
    [property: Id(4)] string? Gate);

/// <summary>Take a check-in back. Sent by the door.</summary>
[GenerateSerializer, Immutable, Alias("UndoCheckIn")]
public sealed record UndoCheckIn(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Guid By,
    [property: Id(2)] Guid OrderId,
    [property: Id(3)] Guid TicketId);

/// <summary>What the door says to a code.</summary>
/// <param name="Reason">Why not; null when admitted.</param>
/// <param name="TicketId">The ticket, when it is one of this event.</param>
/// <param name="TicketType">Its name.</param>
/// <param name="FirstUsedAt">When it was used, if that is the reason.</param>
/// <param name="FirstUsedGate">At which gate, if anybody said.</param>
[GenerateSerializer, Immutable, Alias("Admission")]
public sealed record Admission(
    [property: Id(0)] bool Admitted,
    [property: Id(1)] DoorReason? Reason = null,
    [property: Id(2)] Guid? TicketId = null,
    [property: Id(3)] string? TicketType = null,
    [property: Id(4)] DateTimeOffset? FirstUsedAt = null,
    [property: Id(5)] string? FirstUsedGate = null)
{
    /// <summary>No, without more to say.</summary>
    public static Admission Refused(DoorReason reason) => new(false, reason);
}

/// <summary>Why a code does not open the door.</summary>
public enum DoorReason
{
    /// <summary>No ticket has it.</summary>
    Unknown,

    /// <summary>A ticket of another event.</summary>
    OtherEvent,

    /// <summary>It has opened the door before.</summary>
    Used,

    /// <summary>Refunded or given back.</summary>
    Cancelled,

    /// <summary>It was given to somebody else, who has a new code.</summary>
    Transferred,

    /// <summary>The buyer's bank disputes the payment.</summary>
    Frozen,

    /// <summary>The money could not be taken.</summary>
    Revoked,

    /// <summary>The event was cancelled.</summary>
    EventCancelled,
}
