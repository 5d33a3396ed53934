using EventTicket.Admins;
using EventTicket.Mail;
using Orleans.Concurrency;

namespace EventTicket.Users;

/// <summary>The account as the front desk and admins see it; <see cref="UserGrain"/> answers. Never called by the web, so hashes stay among the silos.</summary>
[Alias("IAccountGrain")]
internal interface IAccountGrain : IGrainWithGuidKey
{
    /// <summary>Makes the account; one that is there with the same address is the answer of a repetition. Refused: email-taken, forbidden (first admin only, when there is one), invalid (token).</summary>
    [Alias("Create")]
    Task<Result<Account>> Create(NewAccount account);

    /// <summary>What a log-in is checked against; null when there is no account or no password.</summary>
    [Alias("Credentials"), ReadOnly]
    Task<Credentials?> Credentials();

    /// <summary>What the person may do now.</summary>
    [Alias("RoleNow"), ReadOnly]
    Task<Role> RoleNow();

    /// <summary>
    /// Opens a session for whoever has shown the password. Refused: invalid-credentials when it was changed meanwhile, totp-required
    /// when the digits are missing, wrong or used.
    /// </summary>
    [Alias("OpenSession")]
    Task<Result<Sessions.Session>> OpenSession(OpenSession request);

    /// <summary>Another hash of the same password.</summary>
    [Alias("Rehash")]
    Task Rehash(Sensitive before, Sensitive after);

    /// <summary>Sets a password in place of the one shown, ends every session and opens a new one. Refused: invalid-credentials when that was changed meanwhile.</summary>
    [Alias("SetPassword")]
    Task<Result<Sessions.Session>> SetPassword(NewPassword request);

    /// <summary>Follows a reset or an invitation. Refused: invalid (token).</summary>
    [Alias("Follow")]
    Task<Result<Done>> Follow(FollowedLink link, Sensitive newHash);

    /// <summary>Confirms an address or a number. Refused: invalid (token), email-taken.</summary>
    [Alias("Confirm")]
    Task<Result<Done>> Confirm(FollowedLink link);

    /// <summary>Asks for another address. Refused: not-found.</summary>
    [Alias("WantEmail")]
    Task<Result<Done>> WantEmail(Sensitive email);

    /// <summary>Asks for another number, or removes the one there is. Refused: forbidden before the address is confirmed, not-found.</summary>
    [Alias("WantPhone")]
    Task<Result<Done>> WantPhone(Sensitive? phone);

    /// <summary>Makes a secret that waits for its first digits. Refused: forbidden when a second factor is on, not-found.</summary>
    [Alias("BeginSecondFactor")]
    Task<Result<SecondFactorSecret>> BeginSecondFactor();

    /// <summary>Refused: invalid (totp), forbidden, not-found.</summary>
    [Alias("EndSecondFactor")]
    Task<Result<Done>> EndSecondFactor(Sensitive totp, Sensitive sessionKey);

    /// <summary>Forgets the person. Refused: payment-pending, forbidden, not-found.</summary>
    [Alias("Delete")]
    Task<Result<Done>> Delete();

    /// <summary>Makes sure of a role, and takes the address as confirmed: for who is named by the operator. A higher role is kept. Refused: not-found.</summary>
    /// <param name="passwordHash">What an account whose address was never confirmed gets instead of its own.</param>
    [Alias("Promote")]
    Task<Result<Account>> Promote(Role role, Sensitive? passwordHash);

    /// <summary>Gives an office, or the invitation to it. Refused: email-taken when the account is gone and the address somebody else's.</summary>
    [Alias("GiveOffice")]
    Task<Result<Officer>> GiveOffice(Guid adminId, AddOfficer request);

    /// <summary>Refused: invalid (active), not-found.</summary>
    [Alias("ChangeOffice")]
    Task<Result<Officer>> ChangeOffice(Guid adminId, ChangeOfficer request);
}

/// <param name="PasswordHash">Null: invited, without a password yet.</param>
/// <param name="FirstAdminLink">The hash of the one-time link that is used up by it; null otherwise.</param>
[GenerateSerializer, Immutable, Alias("NewAccount")]
internal sealed record NewAccount(
    [property: Id(0)] string Email,
    [property: Id(1)] string Name,
    [property: Id(2)] string? PasswordHash,
    [property: Id(3)] Role Role,
    [property: Id(4)] bool EmailConfirmed,
    [property: Id(5)] string? FirstAdminLink = null)
{
    /// <summary>Says nothing of the hash.</summary>
    public override string ToString() => nameof(NewAccount);
}

[GenerateSerializer, Immutable, Alias("Credentials")]
internal sealed record Credentials([property: Id(0)] string PasswordHash, [property: Id(1)] bool SecondFactor)
{
    /// <summary>Says nothing of the hash.</summary>
    public override string ToString() => nameof(Credentials);
}

/// <param name="VerifiedHash">The hash that the password was checked against.</param>
/// <param name="SessionKey"><see cref="Sessions.SessionKey.Of"/> the new token.</param>
[GenerateSerializer, Immutable, Alias("OpenSession")]
internal sealed record OpenSession(
    [property: Id(0)] string VerifiedHash, [property: Id(1)] string SessionKey, [property: Id(2)] string? Totp, [property: Id(3)] SeenFrom From)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(OpenSession);
}

/// <param name="VerifiedHash">The hash that the present password was checked against.</param>
[GenerateSerializer, Immutable, Alias("NewPassword")]
internal sealed record NewPassword(
    [property: Id(0)] string VerifiedHash, [property: Id(1)] string NewHash, [property: Id(2)] string SessionKey, [property: Id(3)] SeenFrom From)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(NewPassword);
}

/// <param name="Hash">Of the token.</param>
[GenerateSerializer, Immutable, Alias("FollowedLink")]
internal sealed record FollowedLink([property: Id(0)] string Hash, [property: Id(1)] TokenPurpose Purpose, [property: Id(2)] string? Value);
