using System.Collections.Immutable;
using EventTicket.Events;
using Orleans.Concurrency;

namespace EventTicket.Door;

/// <summary>
/// The door of every event: looks a code up and has its event decide. Stateless; use key 0. Who does not keep the door is told
/// not-found, like for an event that does not exist.
/// </summary>
[Alias("IDoorGrain")]
public interface IDoorGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Lets somebody in, or says why not; a code is admitted once. A repeated request answers the same. Refused: invalid (code, gate),
    /// not-found, idempotency-key-reused, busy.
    /// </summary>
    [Alias("CheckIn")]
    Task<Result<Admission>> CheckIn(ScanCode request);

    /// <summary>Takes a check-in back; one that is not there is a success. Refused: not-found, idempotency-key-reused, busy.</summary>
    [Alias("Undo")]
    Task<Result<Done>> Undo(UndoScan request);

    /// <summary>How many are in, and who came last. Refused: not-found.</summary>
    [Alias("Look"), ReadOnly]
    Task<Result<DoorView>> Look(DoorKey key);

    /// <summary>
    /// Makes a link that opens this door and nothing else. Repeated with the same id it is the same link with a new secret: only a hash is kept.
    /// Refused: invalid (name; more than 50 links), not-found.
    /// </summary>
    [Alias("MakeLink")]
    Task<Result<NewDoorLink>> MakeLink(MakeDoorLink request);

    /// <summary>The links that work, the newest first, on one page. Refused: not-found.</summary>
    [Alias("Links"), ReadOnly]
    Task<Result<Page<DoorLink>>> Links(Caller caller, Guid eventId);

    /// <summary>Ends a link at once; again is a success. Refused: not-found.</summary>
    [Alias("RevokeLink")]
    Task<Result<Done>> RevokeLink(Caller caller, Guid eventId, Guid linkId);
}

/// <summary>What opens the door's page: being the event's manager (or an admin), or holding a link.</summary>
/// <param name="EventId">Null with a link, which has its own.</param>
/// <param name="Token">The link's secret.</param>
[GenerateSerializer, Immutable, Alias("DoorKey")]
public sealed record DoorKey([property: Id(0)] Guid? EventId, [property: Id(1)] Caller? Caller, [property: Id(2)] string? Token)
{
    public static DoorKey Of(Caller caller, Guid eventId) => new(eventId, caller, null);

    public static DoorKey Of(string token) => new(null, null, token);

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => $"{nameof(DoorKey)} {EventId}";
}

/// <param name="Code">As it was scanned or typed: 26 characters; spaces, hyphens, case and O for 0 do not matter.</param>
/// <param name="Gate">At most 40 characters; null when nobody said.</param>
[GenerateSerializer, Immutable, Alias("ScanCode")]
public sealed record ScanCode(
    [property: Id(0)] Operation Operation, [property: Id(1)] DoorKey Key, [property: Id(2)] string Code, [property: Id(3)] string? Gate)
{
    /// <summary>Says nothing of the code: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(ScanCode)} {Key}";
}

[GenerateSerializer, Immutable, Alias("UndoScan")]
public sealed record UndoScan([property: Id(0)] Operation Operation, [property: Id(1)] DoorKey Key, [property: Id(2)] Guid TicketId);

/// <param name="Sold">Places sold: those who may still come, and those who are in.</param>
/// <param name="Admitted">Those who are in.</param>
/// <param name="Last">The last check-ins, the newest first; at most ten.</param>
/// <param name="ByLink">The name of the link that opened it; null for the manager.</param>
[GenerateSerializer, Immutable, Alias("DoorView")]
public sealed record DoorView(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Title,
    [property: Id(2)] string TimeZone,
    [property: Id(3)] EventStatus Status,
    [property: Id(4)] int Sold,
    [property: Id(5)] int Admitted,
    [property: Id(6)] ImmutableArray<DoorEntry> Last,
    [property: Id(7)] string? ByLink);

/// <summary>Somebody who is in; no name, and of the code only its end.</summary>
[GenerateSerializer, Immutable, Alias("DoorEntry")]
public sealed record DoorEntry(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] string TicketType,
    [property: Id(2)] string CodeEnd,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] string? Gate);

/// <param name="Name">1 to 40 characters, such as the gate.</param>
[GenerateSerializer, Immutable, Alias("MakeDoorLink")]
public sealed record MakeDoorLink([property: Id(0)] Operation Operation, [property: Id(1)] Caller Caller, [property: Id(2)] Guid EventId, [property: Id(3)] string Name);

[GenerateSerializer, Immutable, Alias("DoorLink")]
public sealed record DoorLink([property: Id(0)] Guid LinkId, [property: Id(1)] string Name, [property: Id(2)] DateTimeOffset MadeAt);

/// <param name="Token">256 random bits; the only copy.</param>
[GenerateSerializer, Immutable, Alias("NewDoorLink")]
public sealed record NewDoorLink([property: Id(0)] DoorLink Link, [property: Id(1)] string Token)
{
    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => $"{nameof(NewDoorLink)} {Link.LinkId}";
}
