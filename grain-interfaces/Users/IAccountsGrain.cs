using EventTicket.Sessions;

namespace EventTicket.Users;

/// <summary>The front desk: finds people by their e-mail address. Stateless; use key 0.</summary>
[Alias("IAccountsGrain")]
public interface IAccountsGrain : IGrainWithIntegerKey
{
    /// <summary>Makes a user. Refused: invalid (email, password, name), email-taken, too-many-requests.</summary>
    [Alias("Register")]
    Task<Result<Account>> Register(RegisterUser request);

    /// <summary>Opens a session. Refused: invalid-credentials (the same for an unknown address, in the same time), too-many-requests.</summary>
    [Alias("LogIn")]
    Task<Result<SignedIn>> LogIn(LogIn request);
}

/// <param name="Email">An address, at most 254 characters; unique in any case.</param>
/// <param name="Password">10 to 128 characters, any Unicode.</param>
/// <param name="Name">1 to 100 characters.</param>
[GenerateSerializer, Immutable, Alias("RegisterUser")]
public sealed record RegisterUser([property: Id(0)] string Email, [property: Id(1)] string Password, [property: Id(2)] string Name)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => nameof(RegisterUser);
}

[GenerateSerializer, Immutable, Alias("LogIn")]
public sealed record LogIn([property: Id(0)] string Email, [property: Id(1)] string Password)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => nameof(LogIn);
}

/// <param name="Token">256 random bits; the only copy, the session keeps a hash.</param>
[GenerateSerializer, Immutable, Alias("SignedIn")]
public sealed record SignedIn([property: Id(0)] string Token, [property: Id(1)] Session Session)
{
    /// <summary>Says nothing of the token.</summary>
    public override string ToString() => $"{nameof(SignedIn)} {Session.UserId}";
}
