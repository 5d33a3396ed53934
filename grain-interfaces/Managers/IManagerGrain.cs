using EventTicket.Events;
using Orleans.Concurrency;

namespace EventTicket.Managers;

/// <summary>One manager (or an admin acting as one); its key is the person's.</summary>
[Alias("IManagerGrain")]
public interface IManagerGrain : IGrainWithGuidKey
{
    /// <summary>Inserts an event. Refused: invalid (every field that is wrong, by its path in the gateway's request), forbidden, idempotency-key-reused.</summary>
    [Alias("InsertEvent")]
    Task<Result<EventSheet>> InsertEvent(InsertEvent request);

    /// <summary>The manager's own events, the newest first. Refused: invalid (limit, cursor).</summary>
    [Alias("Events"), ReadOnly]
    Task<Result<Page<ProposedEvent>>> Events(PageRequest page);
}

/// <param name="Caller">The manager themselves, or an admin.</param>
[GenerateSerializer, Immutable, Alias("InsertEvent")]
public sealed record InsertEvent(
    [property: Id(0)] Operation Operation,
    [property: Id(1)] Caller Caller,
    [property: Id(2)] EventDefinition Definition,
    [property: Id(3)] bool Publish);

/// <summary>An event in its manager's list, with the places of all its ticket types together.</summary>
[GenerateSerializer, Immutable, Alias("ProposedEvent")]
public sealed record ProposedEvent(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Title,
    [property: Id(2)] EventStatus Status,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] string City,
    [property: Id(6)] int Capacity,
    [property: Id(7)] int Held,
    [property: Id(8)] int Booked,
    [property: Id(9)] int Sold,
    [property: Id(10)] int Available);
