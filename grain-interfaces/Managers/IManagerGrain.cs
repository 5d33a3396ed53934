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

    /// <summary>The manager's personal page. Refused: not-found, to others than the manager and admins, and where there is no such manager.</summary>
    [Alias("Profile"), ReadOnly]
    Task<Result<ManagerProfile>> Profile(Caller caller);
}

/// <summary>A manager (or an admin who acts as one), with all their events together.</summary>
/// <param name="Active">False: deactivated, a user for now; the events stay.</param>
/// <param name="Published">Events that can be seen and have not ended.</param>
[GenerateSerializer, Immutable, Alias("ManagerProfile")]
public sealed record ManagerProfile(
    [property: Id(0)] Guid ManagerId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Email,
    [property: Id(3)] Role Role,
    [property: Id(4)] bool Active,
    [property: Id(5)] DateTimeOffset Since,
    [property: Id(6)] int Events,
    [property: Id(7)] int Published,
    [property: Id(8)] long Capacity,
    [property: Id(9)] long Sold)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(ManagerProfile)} {ManagerId}";
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
