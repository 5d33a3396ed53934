namespace EventTicket.Purchases;

/// <summary>waiting → offered (a hold is theirs) → bought or passed; or left. Stored by these names.</summary>
public enum WaitingStatus
{
    Waiting,
    Offered,
    Bought,

    /// <summary>The offer ended without a purchase, or could not be made because of a limit.</summary>
    Passed,
    Left,
}

/// <summary>Somebody's place in a waiting list, as it stands.</summary>
/// <param name="Position">From 1 while waiting; 0 afterwards.</param>
/// <param name="OrderId">The offer: an order like any other.</param>
/// <param name="OfferedUntil">When the offer ends.</param>
[GenerateSerializer, Immutable, Alias("Waiting")]
public sealed record Waiting(
    [property: Id(0)] Guid WaitingId,
    [property: Id(1)] EventSummary Event,
    [property: Id(2)] Guid TicketTypeId,
    [property: Id(3)] string TicketType,
    [property: Id(4)] int Quantity,
    [property: Id(5)] WaitingStatus Status,
    [property: Id(6)] int Position,
    [property: Id(7)] DateTimeOffset JoinedAt,
    [property: Id(8)] Guid? OrderId,
    [property: Id(9)] DateTimeOffset? OfferedUntil);
