using System.Collections.Immutable;

namespace EventTicket.Events;

/// <summary>Insert an event for a manager.</summary>
/// <param name="ManagerId">Whose event it becomes.</param>
/// <param name="Publish">Open it to the public in the same step.</param>
[GenerateSerializer, Immutable, Alias("DraftEvent")]
public sealed record DraftEvent(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Guid ManagerId,
    [property: Id(2)] EventDefinition Definition,
    [property: Id(3)] bool Publish = false);

/// <summary>Replace an event's definition.</summary>
/// <param name="IfVersion">The <see cref="EventSheet.Version"/> the change is based on; null to change whatever is there.</param>
[GenerateSerializer, Immutable, Alias("ChangeEvent")]
public sealed record ChangeEvent(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Caller Caller,
    [property: Id(2)] EventDefinition Definition,
    [property: Id(3)] int? IfVersion = null);

[GenerateSerializer, Immutable, Alias("PublishEvent")]
public sealed record PublishEvent([property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller);

/// <summary>Hold places for one person. All items, or none.</summary>
/// <param name="Items">1 to 50, each ticket type at most once.</param>
/// <param name="Codes">Up to 5, as somebody typed them.</param>
[GenerateSerializer, Immutable, Alias("HoldTickets")]
public sealed record HoldTickets(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Guid PersonId,
    [property: Id(2)] ImmutableArray<HoldItem> Items,
    [property: Id(3)] ImmutableArray<string> Codes = default);

/// <param name="Quantity">At least 1.</param>
[GenerateSerializer, Immutable, Alias("HoldItem")]
public sealed record HoldItem([property: Id(0)] Guid TicketTypeId, [property: Id(1)] int Quantity);

[GenerateSerializer, Immutable, Alias("ReleaseHold")]
public sealed record ReleaseHold([property: Id(0)] Guid OrderId, [property: Id(1)] Guid PersonId);

/// <param name="Attempt">The payment's number within the order, from 1.</param>
[GenerateSerializer, Immutable, Alias("StartPayment")]
public sealed record StartPayment([property: Id(0)] Guid OrderId, [property: Id(1)] Guid PersonId, [property: Id(2)] int Attempt);

/// <param name="ProviderAway">The provider could not be asked: the hold gets ten more minutes, once.</param>
[GenerateSerializer, Immutable, Alias("ClosePayment")]
public sealed record ClosePayment([property: Id(0)] Guid OrderId, [property: Id(1)] int Attempt, [property: Id(2)] bool ProviderAway = false);

[GenerateSerializer, Immutable, Alias("DecidePayment")]
public sealed record DecidePayment([property: Id(0)] Guid OrderId, [property: Id(1)] int Attempt);

[GenerateSerializer, Immutable, Alias("SettlePayment")]
public sealed record SettlePayment([property: Id(0)] Guid OrderId, [property: Id(1)] int Attempt);

/// <summary>Cancel an event: its sale ends and every order is refunded.</summary>
[GenerateSerializer, Immutable, Alias("CancelEvent")]
public sealed record CancelEvent([property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller);

/// <summary>Take an event off sale and out of the catalogue.</summary>
/// <param name="Caller">An admin.</param>
/// <param name="Reason">For the manager, in the admin's words; never in the journal.</param>
[GenerateSerializer, Immutable, Alias("WithdrawEvent")]
public sealed record WithdrawEvent([property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller, [property: Id(2)] string Reason);

/// <param name="Caller">An admin.</param>
[GenerateSerializer, Immutable, Alias("RestoreEvent")]
public sealed record RestoreEvent([property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller);

/// <summary>Refund tickets of an order.</summary>
/// <param name="TicketIds">None: all that are left.</param>
/// <param name="IncludeUsed">Also tickets that have opened the door.</param>
/// <param name="Reason">In the caller's words, up to 500 characters; kept with the refund.</param>
[GenerateSerializer, Immutable, Alias("RefundTickets")]
public sealed record RefundTickets(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Caller Caller,
    [property: Id(2)] Guid OrderId,
    [property: Id(3)] ImmutableArray<Guid> TicketIds,
    [property: Id(4)] bool IncludeUsed = false,
    [property: Id(5)] string? Reason = null);

/// <summary>Money that left the order without us, as the provider tells.</summary>
/// <param name="ProviderId">The provider's refund or dispute: accounted for once.</param>
/// <param name="Amount">Minor units of the order's currency.</param>
[GenerateSerializer, Immutable, Alias("MoneyGone")]
public sealed record MoneyGone([property: Id(0)] Guid OrderId, [property: Id(1)] string ProviderId, [property: Id(2)] long Amount);

/// <summary>How a dispute stands.</summary>
public enum DisputeOutcome
{
    Open,
    Won,
    Lost,
}
