using EventTicket.Sessions;

namespace EventTicket.Users;

/// <summary>
/// The front desk: whatever begins with an address, a password or a mailed link. Hashing is done here, outside any account's turn.
/// Stateless; use key 0. Everything here can be refused with too-many-requests and a time to wait.
/// </summary>
[Alias("IAccountsGrain")]
public interface IAccountsGrain : IGrainWithIntegerKey
{
    /// <summary>Makes a user and mails a link that confirms the address. Safe to repeat with the same id. Refused: invalid (email, password, name), email-taken.</summary>
    [Alias("Register")]
    Task<Result<Account>> Register(RegisterUser request);

    /// <summary>
    /// Opens a session. Refused: invalid-credentials (the same for an unknown address, in the same time); totp-required when the
    /// account has a second factor and no right digits were sent.
    /// </summary>
    [Alias("LogIn")]
    Task<Result<SignedIn>> LogIn(LogIn request);

    /// <summary>Asks for a link with which to set a new password. Answers the same, in the same time, whether there is an account or not. Refused: invalid (email, phone).</summary>
    [Alias("RequestReset")]
    Task<Result<Done>> RequestReset(RequestReset request);

    /// <summary>What a mailed link is still good for. Never refused: a link that is not known is not valid.</summary>
    [Alias("Check")]
    Task<Result<LinkCheck>> Check(Sensitive token);

    /// <summary>
    /// Sets the password of a reset or an invitation, ends every session of the account and takes its address as confirmed; an
    /// invitation also gives the office. Refused: invalid (token, newPassword).
    /// </summary>
    [Alias("CompleteReset")]
    Task<Result<Done>> CompleteReset(CompleteReset request);

    /// <summary>Confirms the address (or phone number) a link was sent to. Refused: invalid (token), email-taken when a changed address was given away meanwhile.</summary>
    [Alias("Confirm")]
    Task<Result<Done>> Confirm(Sensitive token);

    /// <summary>Makes the first admin with the one-time link of the start. Refused: invalid (token, email, password, name), forbidden when there is an admin already.</summary>
    [Alias("MakeFirstAdmin")]
    Task<Result<Account>> MakeFirstAdmin(MakeFirstAdmin request);

    /// <summary>Sets a new password, ends every session and opens a new one. Refused: invalid (currentPassword, newPassword), not-found.</summary>
    [Alias("ChangePassword")]
    Task<Result<SignedIn>> ChangePassword(ChangePassword request);

    /// <summary>Mails a link to the new address; the address changes when it is followed. Refused: invalid (email, password), email-taken, not-found.</summary>
    [Alias("ChangeEmail")]
    Task<Result<Done>> ChangeEmail(ChangeEmail request);

    /// <summary>Sends a link by SMS to a number, which becomes the account's when it is followed; an empty number removes it. Refused: invalid (phone, password), forbidden where no SMS can be sent, not-found.</summary>
    [Alias("ChangePhone")]
    Task<Result<Done>> ChangePhone(ChangePhone request);

    /// <summary>Shows a secret for an authenticator app; it counts only once <see cref="IUserGrain.ConfirmSecondFactor"/> has seen its digits. Refused: invalid (password), forbidden when one is switched on, not-found.</summary>
    [Alias("BeginSecondFactor")]
    Task<Result<SecondFactorSecret>> BeginSecondFactor(ProvePassword request);

    /// <summary>Switches the second factor off and ends the other sessions. Refused: invalid (password, totp), forbidden where the operator requires it of admins, not-found.</summary>
    [Alias("EndSecondFactor")]
    Task<Result<Done>> EndSecondFactor(EndSecondFactor request);

    /// <summary>
    /// Deletes the account: the person is forgotten, every session ends, orders and tickets stay valid by their ids and codes.
    /// Refused: invalid (password), payment-pending, forbidden (the last admin; who has events to come: detail last-admin or events-to-come), not-found.
    /// </summary>
    [Alias("Delete")]
    Task<Result<Done>> Delete(ProvePassword request);
}

/// <param name="UserId">Made by the caller, new for each registration: a repetition finds what the first attempt made.</param>
/// <param name="Email">An address, at most 254 characters; unique in any case.</param>
/// <param name="Password">10 to 128 characters, any Unicode.</param>
/// <param name="Name">1 to 100 characters.</param>
[GenerateSerializer, Immutable, Alias("RegisterUser")]
public sealed record RegisterUser(
    [property: Id(0)] string Email, [property: Id(1)] string Password, [property: Id(2)] string Name, [property: Id(3)] Guid UserId)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => nameof(RegisterUser);
}

/// <param name="Totp">Six digits of the authenticator app, or a recovery code; null when none were asked for yet.</param>
/// <param name="From">For the list of one's sessions.</param>
[GenerateSerializer, Immutable, Alias("LogIn")]
public sealed record LogIn([property: Id(0)] string Email, [property: Id(1)] string Password, [property: Id(2)] string? Totp, [property: Id(3)] SeenFrom From)
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

/// <param name="Email">Where the link goes; null when it goes to a phone.</param>
/// <param name="Phone">A number in international form (+49 151 …), where an operator sends SMS; null when it goes to an address.</param>
[GenerateSerializer, Immutable, Alias("RequestReset")]
public sealed record RequestReset([property: Id(0)] string? Email, [property: Id(1)] string? Phone = null)
{
    /// <summary>Says nothing of the address: what Orleans cannot deliver stands in the log.</summary>
    public override string ToString() => nameof(RequestReset);
}

/// <param name="Purpose">What the link is for; null when it is not valid.</param>
/// <param name="Office">What an invitation promotes to.</param>
[GenerateSerializer, Immutable, Alias("LinkCheck")]
public sealed record LinkCheck(
    [property: Id(0)] bool Valid, [property: Id(1)] DateTimeOffset? ExpiresAt = null, [property: Id(2)] LinkPurpose? Purpose = null, [property: Id(3)] Role? Office = null);

/// <summary>What a mailed link is for.</summary>
public enum LinkPurpose
{
    Confirm,
    Reset,
    Invitation,
    FirstAdmin,
}

[GenerateSerializer, Immutable, Alias("CompleteReset")]
public sealed record CompleteReset([property: Id(0)] string Token, [property: Id(1)] string NewPassword)
{
    /// <summary>Says nothing of either.</summary>
    public override string ToString() => nameof(CompleteReset);
}

[GenerateSerializer, Immutable, Alias("MakeFirstAdmin")]
public sealed record MakeFirstAdmin(
    [property: Id(0)] string Token, [property: Id(1)] string Email, [property: Id(2)] string Password, [property: Id(3)] string Name)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => nameof(MakeFirstAdmin);
}

[GenerateSerializer, Immutable, Alias("ChangePassword")]
public sealed record ChangePassword(
    [property: Id(0)] Guid UserId, [property: Id(1)] string CurrentPassword, [property: Id(2)] string NewPassword, [property: Id(3)] SeenFrom From)
{
    /// <summary>Says nothing of the passwords.</summary>
    public override string ToString() => $"{nameof(ChangePassword)} {UserId}";
}

[GenerateSerializer, Immutable, Alias("ChangeEmail")]
public sealed record ChangeEmail([property: Id(0)] Guid UserId, [property: Id(1)] string Email, [property: Id(2)] string Password)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => $"{nameof(ChangeEmail)} {UserId}";
}

[GenerateSerializer, Immutable, Alias("ChangePhone")]
public sealed record ChangePhone([property: Id(0)] Guid UserId, [property: Id(1)] string? Phone, [property: Id(2)] string Password)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => $"{nameof(ChangePhone)} {UserId}";
}

/// <summary>Something that needs the password once more, from somebody who is signed in.</summary>
[GenerateSerializer, Immutable, Alias("ProvePassword")]
public sealed record ProvePassword([property: Id(0)] Guid UserId, [property: Id(1)] string Password)
{
    /// <summary>Says nothing of the password.</summary>
    public override string ToString() => $"{nameof(ProvePassword)} {UserId}";
}

/// <param name="Totp">Six digits, or a recovery code.</param>
/// <param name="SessionToken">The session that asks; it stays open.</param>
[GenerateSerializer, Immutable, Alias("EndSecondFactor")]
public sealed record EndSecondFactor(
    [property: Id(0)] Guid UserId, [property: Id(1)] string Password, [property: Id(2)] string Totp, [property: Id(3)] string SessionToken)
{
    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => $"{nameof(EndSecondFactor)} {UserId}";
}

/// <param name="Secret">In Base32, for typing.</param>
/// <param name="Uri"><c>otpauth://totp/…</c>, for the QR code.</param>
[GenerateSerializer, Immutable, Alias("SecondFactorSecret")]
public sealed record SecondFactorSecret([property: Id(0)] string Secret, [property: Id(1)] string Uri)
{
    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => nameof(SecondFactorSecret);
}
