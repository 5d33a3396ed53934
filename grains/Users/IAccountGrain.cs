using EventTicket.Sessions;
using Orleans.Concurrency;

namespace EventTicket.Users;

/// <summary>The account as the front desk sees it; <see cref="UserGrain"/> answers. Never called by the web, so hashes stay among the silos.</summary>
[Alias("IAccountGrain")]
internal interface IAccountGrain : IGrainWithGuidKey
{
    /// <summary>Reserves the address and saves the account, in one turn.</summary>
    /// <returns>Who holds the address: this account, or somebody else, and then nothing was saved.</returns>
    [Alias("Create")]
    Task<Guid> Create(NewAccount account);

    /// <summary>
    /// Whether there is an account. Asked of the holder of an address: it waits for a <see cref="Create"/> that is under way,
    /// and when none was ever saved it makes sure that none ever will be, so that the address can be given to somebody else.
    /// </summary>
    [Alias("Settle")]
    Task<bool> Settle();

    /// <summary>The stored hash; null when there is no account.</summary>
    [Alias("PasswordHash"), ReadOnly]
    Task<string?> PasswordHash();

    /// <summary>Opens a session for whoever has shown the password. Refused: invalid-credentials when it was changed meanwhile.</summary>
    /// <param name="verifiedHash">The hash that the password was checked against.</param>
    /// <param name="sessionKey"><see cref="SessionKey.Of"/> the new token.</param>
    [Alias("OpenSession")]
    Task<Result<Session>> OpenSession(string verifiedHash, string sessionKey);

    /// <summary>Gives a role, and takes the address as confirmed. A higher role is kept; sessions that are open keep the old one. Refused: not-found.</summary>
    [Alias("Promote")]
    Task<Result<Account>> Promote(Role role);
}

[GenerateSerializer, Immutable, Alias("NewAccount")]
internal sealed record NewAccount(
    [property: Id(0)] string Email,
    [property: Id(1)] string Name,
    [property: Id(2)] string PasswordHash,
    [property: Id(3)] Role Role,
    [property: Id(4)] bool EmailConfirmed)
{
    /// <summary>Says nothing of the hash.</summary>
    public override string ToString() => nameof(NewAccount);
}
