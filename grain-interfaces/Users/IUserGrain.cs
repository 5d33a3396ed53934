using Orleans.Concurrency;

namespace EventTicket.Users;

/// <summary>One person's account.</summary>
[Alias("IUserGrain")]
public interface IUserGrain : IGrainWithGuidKey
{
    /// <summary>The account. Refused: not-found.</summary>
    [Alias("Profile"), ReadOnly]
    Task<Result<Account>> Profile();

    /// <summary>Changes the name. Refused: invalid (name), not-found.</summary>
    [Alias("Rename")]
    Task<Result<Account>> Rename(string name);
}

[GenerateSerializer, Immutable, Alias("Account")]
public sealed record Account(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] Role Role,
    [property: Id(4)] DateTimeOffset CreatedAt);
