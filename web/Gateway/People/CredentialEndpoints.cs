using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>What opens one's account: password, address, phone.</summary>
internal static class CredentialEndpoints
{
    public static void MapCredentials(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Post(ChangePassword, "/user_data/password")
            .Says("personal", "Change my password", "Ends every session, this one too, and opens a new one.")
            .Answers<LoginAnswer>()
            .Refuses(RefusalCode.TooManyRequests);
        user.Post(ChangeEmail, "/user_data/email")
            .Says("personal", "Change my e-mail address", "Mails a link to the new address, which becomes the account's when it is followed.")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.EmailTaken, RefusalCode.TooManyRequests);
        user.Post(ChangePhone, "/user_data/phone")
            .Says("personal", "Change my phone number", "Sends a link by SMS to the number, which becomes the account's when it is followed; without a number the old one is removed. Forbidden where no SMS is sent.")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.Forbidden, RefusalCode.TooManyRequests);
    }

    private static Task<IResult> ChangePassword(Body<ChangePasswordBody> body, HttpContext context, IClusterClient cluster, Edge edge)
    {
        var request = new ChangePassword(context.User.PersonId(), body.Value.CurrentPassword, body.Value.NewPassword, context.From());
        // Once only: repeated after a lost answer, the password that was current is the old one.
        return cluster.Accounts().ChangePassword(request).Answer(signedIn => Answers.Ok(LoginAnswer.Of(signedIn)));
    }

    private static Task<IResult> ChangeEmail(Body<ChangeEmailBody> body, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().ChangeEmail(new ChangeEmail(client.PersonId(), body.Value.Email, body.Value.Password)))
            .Answer(_ => Results.StatusCode(StatusCodes.Status202Accepted));

    private static Task<IResult> ChangePhone(Body<ChangePhoneBody> body, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().ChangePhone(new ChangePhone(client.PersonId(), body.Value.Phone, body.Value.Password)))
            .Answer(_ => Results.StatusCode(StatusCodes.Status202Accepted));
}

internal sealed record ChangePasswordBody(
    [property: Description("the account's password, a text")] string CurrentPassword,
    [property: Description("a text of 10 to 128 characters, and none of the common ones")] string NewPassword);

internal sealed record ChangeEmailBody(
    [property: Description("an e-mail address of at most 254 characters")] string Email,
    [property: Description("the account's password, a text")] string Password);

internal sealed record ChangePhoneBody(
    [property: Description("the account's password, a text")] string Password,
    [property: Description("a phone number in international form, such as +49 151 23456789; null removes it")] string? Phone = null);
