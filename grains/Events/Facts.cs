using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>Something that happened to an event. The journal is made of these, and what they mean is <see cref="EventState.Apply"/>.</summary>
internal abstract record Fact(DateTimeOffset At);

/// <summary>A fact about one order.</summary>
internal abstract record OrderFact(DateTimeOffset At, Guid OrderId) : Fact(At);

/// <summary>A fact that answers a request with an id of its own.</summary>
internal interface IAnswersOperation
{
    OperationMark? Operation { get; }
}

internal sealed record Drafted(DateTimeOffset At, Guid ManagerId, EventDefinition Definition, OperationMark? Operation) : Fact(At), IAnswersOperation;

internal sealed record Changed(DateTimeOffset At, EventDefinition Definition, OperationMark? Operation) : Fact(At), IAnswersOperation
{
    /// <summary>When and where it was before, if that has changed for people who may hold tickets; never in the journal.</summary>
    public WhenWhere? Moved { get; init; }
}

internal sealed record Published(DateTimeOffset At, OperationMark? Operation) : Fact(At), IAnswersOperation;

internal sealed record Held(DateTimeOffset At, Guid OrderId, Guid PersonId, ImmutableArray<OrderItem> Items, DateTimeOffset ExpiresAt, OperationMark? Operation)
    : OrderFact(At, OrderId), IAnswersOperation
{
    /// <summary>The booking whose places these are; null for places of the general sale.</summary>
    public Guid? BookingId { get; init; }

    /// <summary>The codes it uses.</summary>
    public ImmutableArray<Guid> Codes { get; init; } = [];

    /// <summary>The place in the waiting list to whom this is an offer; null for a hold that somebody asked for.</summary>
    public Guid? WaitingId { get; init; }
}

/// <summary>The buyer gave the places back.</summary>
internal sealed record Released(DateTimeOffset At, Guid OrderId) : OrderFact(At, OrderId);

/// <summary>The buyer asked for other places instead.</summary>
internal sealed record Replaced(DateTimeOffset At, Guid OrderId) : OrderFact(At, OrderId);

/// <summary>The hold's time was over.</summary>
internal sealed record Expired(DateTimeOffset At, Guid OrderId) : OrderFact(At, OrderId);

/// <summary>The payment provider was away when the buyer wanted to pay: they get more time, once.</summary>
internal sealed record Extended(DateTimeOffset At, Guid OrderId, DateTimeOffset ExpiresAt) : OrderFact(At, OrderId);

/// <summary>A payment attempt opened: the hold waits for its outcome.</summary>
internal sealed record PaymentOpened(DateTimeOffset At, Guid OrderId, int Attempt) : OrderFact(At, OrderId);

/// <summary>The attempt ended without an authorisation.</summary>
internal sealed record PaymentClosed(DateTimeOffset At, Guid OrderId, int Attempt) : OrderFact(At, OrderId);

/// <summary>The authorised attempt got its tickets. Final.</summary>
internal sealed record Confirmed(DateTimeOffset At, Guid OrderId, int Attempt, ImmutableArray<IssuedTicket> Tickets) : OrderFact(At, OrderId);

/// <summary>The authorised attempt was turned away. Final.</summary>
internal sealed record TurnedAway(DateTimeOffset At, Guid OrderId, int Attempt) : OrderFact(At, OrderId);

/// <summary>The attempt's money was captured.</summary>
internal sealed record Settled(DateTimeOffset At, Guid OrderId, int Attempt) : OrderFact(At, OrderId);

/// <summary>The attempt's money could not be taken after all: its tickets are worth nothing and their places are free.</summary>
internal sealed record Revoked(DateTimeOffset At, Guid OrderId, int Attempt) : OrderFact(At, OrderId);

/// <summary>Tickets end and money goes back, or has gone back without us. Decided once; giving it back follows from it.</summary>
/// <param name="Tickets">Those that end; none when money was given back that answers to no ticket.</param>
/// <param name="Amount">Minor units of the order's currency.</param>
/// <param name="ProviderId">The provider's refund or dispute, when the money went back without us.</param>
internal sealed record Refunded(
    DateTimeOffset At, Guid OrderId, Guid RefundId, ImmutableArray<Guid> Tickets, long Amount, RefundCause Cause, string? ProviderId, OperationMark? Operation)
    : OrderFact(At, OrderId), IAnswersOperation
{
    /// <summary>In the caller's words, which may name people: kept with the refund, never in the journal.</summary>
    public string? Reason { get; init; }
}

/// <summary>The buyer's bank disputes the payment: the order's tickets do not open the door meanwhile.</summary>
internal sealed record Frozen(DateTimeOffset At, Guid OrderId, string DisputeId) : OrderFact(At, OrderId);

/// <summary>The dispute ended in our favour: the tickets are valid again.</summary>
internal sealed record Thawed(DateTimeOffset At, Guid OrderId, string DisputeId) : OrderFact(At, OrderId);

/// <summary>The event will not take place: nothing more is sold, and every order is refunded.</summary>
internal sealed record Cancelled(DateTimeOffset At, OperationMark? Operation) : Fact(At), IAnswersOperation;

/// <summary>An admin took the event off sale and out of the catalogue. Nothing is refunded by it.</summary>
internal sealed record Withdrawn(DateTimeOffset At, OperationMark? Operation) : Fact(At), IAnswersOperation
{
    /// <summary>In the admin's words, which may name people: in the event's row and the manager's mail, never in the journal.</summary>
    public string? Reason { get; init; }
}

/// <summary>It is on sale again.</summary>
internal sealed record Restored(DateTimeOffset At, OperationMark? Operation) : Fact(At), IAnswersOperation;

/// <summary>Why money goes back. Stored by these names.</summary>
internal enum RefundCause
{
    Asked,
    EventCancelled,
    External,
    DisputeLost,
}

internal enum OperationKind
{
    Draft,
    Change,
    Publish,
    Hold,
    Refund,
    Cancel,
    Book,
    CheckIn,
    UndoCheckIn,
    Withdraw,
    Restore,
    KeepCode,
    Join,
}

/// <summary>The caller's id of a request: one effect for (person, kind, key), remembered for <see cref="EventState.RememberOperations"/>.</summary>
internal sealed record OperationMark(Guid PersonId, OperationKind Kind, string Key, string Fingerprint)
{
    public OperationKey Scope => new(PersonId, Kind, Key);
}

internal readonly record struct OperationKey(Guid PersonId, OperationKind Kind, string Key);
