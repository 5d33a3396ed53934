using EventTicket.Events;

namespace EventTicket.Admins;

/// <summary>An event of anybody's, as admins see it.</summary>
/// <param name="ManagerName">Null when the account is gone.</param>
/// <param name="WithdrawnAt">Since when it is off sale and out of the catalogue; null when it is not.</param>
/// <param name="WithdrawnReason">In the admin's words.</param>
[GenerateSerializer, Immutable, Alias("HouseEvent")]
public sealed record HouseEvent(
    [property: Id(0)] Guid EventId,
    [property: Id(1)] string Title,
    [property: Id(2)] EventStatus Status,
    [property: Id(3)] DateTimeOffset StartsAt,
    [property: Id(4)] string TimeZone,
    [property: Id(5)] string City,
    [property: Id(6)] Guid ManagerId,
    [property: Id(7)] string? ManagerName,
    [property: Id(8)] int Capacity,
    [property: Id(9)] int Sold,
    [property: Id(10)] DateTimeOffset? WithdrawnAt,
    [property: Id(11)] string? WithdrawnReason);

/// <summary>Somebody with an account.</summary>
/// <param name="Office">What they were made, or are invited to; a user otherwise.</param>
/// <param name="Active">False: deactivated, a user for now.</param>
[GenerateSerializer, Immutable, Alias("HousePerson")]
public sealed record HousePerson(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] Role Office,
    [property: Id(4)] bool Active,
    [property: Id(5)] bool EmailConfirmed,
    [property: Id(6)] DateTimeOffset CreatedAt)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(HousePerson)} {UserId}";
}
