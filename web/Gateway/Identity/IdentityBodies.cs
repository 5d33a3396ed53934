using System.ComponentModel;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

internal sealed record RegisterBody(
    [property: Description("an e-mail address of at most 254 characters")] string Email,
    [property: Description("a text of 10 to 128 characters, and none of the common ones")] string Password,
    [property: Description("a text of 1 to 100 characters")] string Name);

internal sealed record RegisterAnswer(Guid UserId, string Email, string Name, Role Role)
{
    public static RegisterAnswer Of(Account account) => new(account.UserId, account.Email, account.Name, account.Role);
}

internal sealed record FirstAdminBody(
    [property: Description("the token of the link that the program printed when it started")] string Token,
    [property: Description("an e-mail address of at most 254 characters")] string Email,
    [property: Description("a text of 10 to 128 characters, and none of the common ones")] string Password,
    [property: Description("a text of 1 to 100 characters")] string Name);

internal sealed record LoginBody(
    [property: Description("the e-mail address of an account")] string Email,
    [property: Description("the account's password, a text")] string Password,
    [property: Description("the six digits of the authenticator app or a recovery code, as a text; asked for with totp-required")] string? Totp = null);

internal sealed record LoginAnswer(
    [property: Description("256 random bits; send it as 'Authorization: Bearer <token>'")] string Token,
    DateTimeOffset ExpiresAt,
    Guid UserId,
    Role Role)
{
    public static LoginAnswer Of(SignedIn signedIn) =>
        new(signedIn.Token, signedIn.Session.ExpiresAt, signedIn.Session.UserId, signedIn.Session.Role);
}

internal sealed record ConfirmBody([property: Description("the token of a mailed link, a text")] string Token);
