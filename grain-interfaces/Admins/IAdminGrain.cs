using EventTicket.Events;
using Orleans.Concurrency;

namespace EventTicket.Admins;

/// <summary>One admin at work; its key is the admin's. Each call is refused (forbidden) unless that person is an admin now. What changes something is recorded with it.</summary>
[Alias("IAdminGrain")]
public interface IAdminGrain : IGrainWithGuidKey
{
    /// <summary>
    /// Gives an office: a confirmed user has it at once, anybody else is mailed an invitation. Safe to repeat. Who holds the office
    /// already keeps it. Refused: invalid (email, name), forbidden, too-many-requests.
    /// </summary>
    [Alias("AddOfficer")]
    Task<Result<Officer>> AddOfficer(AddOfficer request);

    /// <summary>Those who hold or held an office, and those invited to it, the newest first. Refused: invalid (limit, cursor), forbidden.</summary>
    /// <param name="office">Manager or admin.</param>
    [Alias("Officers"), ReadOnly]
    Task<Result<Page<Officer>>> Officers(Role office, PageRequest page);

    /// <summary>One of them. Refused: not-found, forbidden.</summary>
    [Alias("Officer"), ReadOnly]
    Task<Result<Officer>> Officer(Guid userId);

    /// <summary>Renames, deactivates or reactivates. A changed role ends every session. Refused: invalid (name; active, for the last admin), not-found, forbidden.</summary>
    [Alias("ChangeOfficer")]
    Task<Result<Officer>> ChangeOfficer(ChangeOfficer request);

    /// <summary>Adds a category. Safe to repeat with the same id. Refused: invalid (name: 1 to 60 characters, not taken), forbidden.</summary>
    [Alias("AddCategory")]
    Task<Result<Catalogue.Category>> AddCategory(Guid categoryId, string name);

    /// <summary>Everybody's events, the newest first. Refused: invalid (limit, cursor), forbidden.</summary>
    /// <param name="query">Words of a title, venue, city or category; null or blank for all.</param>
    [Alias("Events"), ReadOnly]
    Task<Result<Page<HouseEvent>>> Events(Sensitive? query, PageRequest page);

    /// <summary>
    /// Takes an event off sale and out of the catalogue, without refunds; its manager is told the reason. Again is a success.
    /// Refused: invalid (reason: 1 to 500 characters; eventId, for what was never published), not-found, event-cancelled, idempotency-key-reused, forbidden.
    /// </summary>
    [Alias("Withdraw")]
    Task<Result<EventSheet>> Withdraw(Operation operation, Guid eventId, string reason);

    /// <summary>Puts a withdrawn event back; its manager is told. Again is a success. Refused: not-found, event-cancelled, idempotency-key-reused, forbidden.</summary>
    [Alias("Restore")]
    Task<Result<EventSheet>> Restore(Operation operation, Guid eventId);

    /// <summary>Everybody with an account, the newest first. Refused: invalid (limit, cursor), forbidden.</summary>
    /// <param name="query">Words of a name or parts of an address; null or blank for all.</param>
    [Alias("People"), ReadOnly]
    Task<Result<Page<HousePerson>>> People(Sensitive? query, PageRequest page);

    /// <summary>What admins did, the newest first. Refused: invalid (limit, cursor), forbidden.</summary>
    /// <param name="adminId">Of one admin only; null for all.</param>
    [Alias("Actions"), ReadOnly]
    Task<Result<Page<AdminAction>>> Actions(Guid? adminId, PageRequest page);
}

/// <param name="Operation">The caller's own id of the request.</param>
/// <param name="Office">Manager or admin.</param>
/// <param name="Name">1 to 100 characters; who has an account keeps their own.</param>
[GenerateSerializer, Immutable, Alias("AddOfficer")]
public sealed record AddOfficer(
    [property: Id(0)] Operation Operation, [property: Id(1)] string Email, [property: Id(2)] string Name, [property: Id(3)] Role Office)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(AddOfficer)} {Office}";
}

/// <summary>A manager or an admin, as admins see them.</summary>
/// <param name="Office">What they were made.</param>
/// <param name="Active">False: deactivated, a user for now.</param>
/// <param name="Invited">True: an invitation is out, and nothing counts until it is followed.</param>
[GenerateSerializer, Immutable, Alias("Officer")]
public sealed record Officer(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] Role Office,
    [property: Id(4)] bool Active,
    [property: Id(5)] bool Invited,
    [property: Id(6)] DateTimeOffset Since)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(Officer)} {UserId}";
}

/// <param name="Active">Null leaves it.</param>
/// <param name="Name">Null leaves it.</param>
[GenerateSerializer, Immutable, Alias("ChangeOfficer")]
public sealed record ChangeOfficer(
    [property: Id(0)] Operation Operation, [property: Id(1)] Guid UserId, [property: Id(2)] bool? Active, [property: Id(3)] string? Name);

/// <param name="Action">What was done: <c>manager-added</c>, <c>category-added</c>…</param>
/// <param name="SubjectId">To whom or what; null when to nothing in particular.</param>
/// <param name="Subject">The name the subject has now; null when it is gone or has none.</param>
[GenerateSerializer, Immutable, Alias("AdminAction")]
public sealed record AdminAction(
    [property: Id(0)] long ActionId,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] Guid AdminId,
    [property: Id(3)] string AdminName,
    [property: Id(4)] string Action,
    [property: Id(5)] Guid? SubjectId,
    [property: Id(6)] string? Subject,
    [property: Id(7)] string? Detail);
