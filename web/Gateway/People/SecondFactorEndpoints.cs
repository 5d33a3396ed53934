using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>The second factor: digits of an authenticator app (RFC 6238) beside the password.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Post(Begin, "/user_data/second_factor")
            .Says("personal", "Begin a second factor", "Answers a secret for an authenticator app. It counts only once its first digits are confirmed.")
            .Answers<SecondFactorAnswer>()
            .Refuses(RefusalCode.Forbidden, RefusalCode.TooManyRequests);
        user.Post(Confirm, "/user_data/second_factor/confirm")
            .Says("personal", "Switch the second factor on", "With the app's first digits. Answers ten recovery codes, each good once in place of the digits; they are shown this one time. Ends the other sessions.")
            .Answers<RecoveryCodesAnswer>()
            .Refuses(RefusalCode.Forbidden, RefusalCode.TooManyRequests);
        user.Delete(End, "/user_data/second_factor")
            .Says("personal", "Switch the second factor off", "Ends the other sessions. Forbidden to admins where the operator requires it of them.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.Forbidden, RefusalCode.TooManyRequests);
    }

    private static Task<IResult> Begin(Body<PasswordBody> body, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().BeginSecondFactor(new ProvePassword(client.PersonId(), body.Value.Password)))
            .Answer(begun => Answers.Ok(new SecondFactorAnswer(begun.Secret, begun.Uri)));

    // Once only: the codes of an attempt whose answer was lost are gone, and the next attempt would say that nothing was begun.
    private static Task<IResult> Confirm(Body<TotpBody> body, HttpContext context, IClusterClient cluster) =>
        cluster.User(context.User.PersonId()).ConfirmSecondFactor(body.Value.Totp, Token(context))
            .Answer(codes => Answers.Ok(new RecoveryCodesAnswer(codes.Codes)));

    private static Task<IResult> End(Body<EndSecondFactorBody> body, HttpContext context, IClusterClient cluster, Edge edge)
    {
        var request = new EndSecondFactor(context.User.PersonId(), body.Value.Password, body.Value.Totp, Token(context));
        return edge.Call(() => cluster.Accounts().EndSecondFactor(request)).Answer(_ => Results.NoContent());
    }

    private static string Token(HttpContext context) =>
        context.SessionToken() ?? throw new InvalidOperationException("A signed-in client has a session.");
}

internal sealed record TotpBody([property: Description("six digits of the authenticator app, as a text")] string Totp);

internal sealed record EndSecondFactorBody(
    [property: Description("the account's password, a text")] string Password,
    [property: Description("six digits of the authenticator app or a recovery code, as a text")] string Totp);

internal sealed record SecondFactorAnswer(
    [property: Description("in Base32, for typing")] string Secret,
    [property: Description("otpauth://totp/…, for a QR code")] string Uri);

internal sealed record RecoveryCodesAnswer(IReadOnlyList<string> RecoveryCodes);
