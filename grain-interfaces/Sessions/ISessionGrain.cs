using Orleans.Concurrency;

namespace EventTicket.Sessions;

/// <summary>One signed-in client; the same for cookie and bearer token. Its key is <see cref="SessionKey.Of"/> the token.</summary>
[Alias("ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Who is signed in. Refused: not-signed-in when the session never was, has ended or has run out.</summary>
    [Alias("Read"), ReadOnly]
    Task<Result<Session>> Read();

    /// <summary>Ends the session everywhere at once; ending an ended one is a success.</summary>
    [Alias("End")]
    Task End();
}

/// <param name="Role">What the client may do. A person whose role changes is signed out, so it never lags.</param>
/// <param name="NeedsSecondFactor">The operator wants a second factor of admins, and this one has none yet: until then they are a user.</param>
/// <param name="SessionId">What the list of one's sessions calls it.</param>
[GenerateSerializer, Immutable, Alias("Session")]
public sealed record Session(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Name,
    [property: Id(2)] string Email,
    [property: Id(3)] Role Role,
    [property: Id(4)] DateTimeOffset ExpiresAt,
    [property: Id(5)] bool NeedsSecondFactor = false,
    [property: Id(6)] Guid SessionId = default)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(Session)} {UserId}";
}
