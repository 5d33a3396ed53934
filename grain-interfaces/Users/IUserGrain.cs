using System.Collections.Immutable;
using Orleans.Concurrency;

namespace EventTicket.Users;

/// <summary>One person's account, asked by that person. What needs the password goes through <see cref="IAccountsGrain"/>.</summary>
[Alias("IUserGrain")]
public interface IUserGrain : IGrainWithGuidKey
{
    /// <summary>The account. Refused: not-found.</summary>
    [Alias("Profile"), ReadOnly]
    Task<Result<Account>> Profile();

    /// <summary>Changes the name; safe to repeat. Refused: invalid (name), not-found.</summary>
    [Alias("Rename")]
    Task<Result<Account>> Rename(string name);

    /// <summary>Mails the link that confirms the address once more; the older one dies. Done when it is confirmed already. Refused: too-many-requests, not-found.</summary>
    [Alias("SendConfirmation")]
    Task<Result<Done>> SendConfirmation();

    /// <summary>
    /// Switches the second factor on with its first digits, answers ten recovery codes, this one time, and ends the other sessions.
    /// Refused: invalid (totp), forbidden when none was begun, not-found, too-many-requests.
    /// </summary>
    /// <param name="sessionToken">The session that asks; it stays open.</param>
    [Alias("ConfirmSecondFactor")]
    Task<Result<RecoveryCodes>> ConfirmSecondFactor(Sensitive totp, Sensitive sessionToken);

    /// <summary>The open sessions, the newest first; at most 50, a further log-in ends the oldest.</summary>
    [Alias("Sessions"), ReadOnly]
    Task<Result<ImmutableArray<OwnSession>>> Sessions();

    /// <summary>Ends one of the account's sessions everywhere at once. Refused: not-found.</summary>
    [Alias("EndSession")]
    Task<Result<Done>> EndSession(Guid sessionId);

    /// <summary>Ends the account's sessions everywhere at once.</summary>
    /// <param name="exceptToken">The token of one that stays open; null ends all.</param>
    [Alias("EndSessions")]
    Task<Result<Done>> EndSessions(Sensitive? exceptToken);

    /// <summary>Everything kept about the person, as JSON text in UTF-8. Refused: not-found.</summary>
    [Alias("Data"), ReadOnly]
    Task<Result<string>> Data();
}

/// <param name="Role">What the person may do now.</param>
/// <param name="EmailConfirmed">Whether the address was confirmed by a mailed link.</param>
/// <param name="NewEmail">An address that waits to be confirmed; null when none does.</param>
/// <param name="Phone">A confirmed number; null when there is none.</param>
/// <param name="SecondFactor">Whether logging in asks for digits.</param>
/// <param name="RecoveryCodesLeft">How many are unused.</param>
/// <param name="SmsOffered">Whether the operator sends SMS; where not, the phone is not spoken of.</param>
[GenerateSerializer, Immutable, Alias("Account")]
public sealed record Account(
    [property: Id(0)] Guid UserId,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] Role Role,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] bool EmailConfirmed = false,
    [property: Id(6)] string? NewEmail = null,
    [property: Id(7)] string? Phone = null,
    [property: Id(8)] bool SecondFactor = false,
    [property: Id(9)] int RecoveryCodesLeft = 0,
    [property: Id(10)] bool SmsOffered = false)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => $"{nameof(Account)} {UserId}";
}

/// <param name="Codes">Each opens the account once, in place of the six digits. Shown once; only hashes are kept.</param>
[GenerateSerializer, Immutable, Alias("RecoveryCodes")]
public sealed record RecoveryCodes([property: Id(0)] ImmutableArray<string> Codes)
{
    /// <summary>Says nothing of the codes.</summary>
    public override string ToString() => nameof(RecoveryCodes);
}
