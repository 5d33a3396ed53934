using System.Security.Claims;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>Register, confirm the address, log in, log out.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder gateway)
    {
        gateway.Post(Register, "/auth/register", "/user_auth/register")
            .Says("identity", "Register", "Makes a user's account and mails a link that confirms its address. Registering opens no session: log in afterwards.")
            .Answers<RegisterAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.EmailTaken)
            .ForAnyone();
        gateway.Post(LogIn, "/auth/login", "/user_auth/login")
            .Says("identity", "Log in", "Opens a session. Its token goes into the Authorization header of signed-in calls. An account with a second factor also asks for totp.")
            .Answers<LoginAnswer>()
            .Refuses(RefusalCode.InvalidCredentials, RefusalCode.TotpRequired)
            .ForAnyone();
        gateway.Post(LogOut, "/auth/logout", "/user_auth/logout")
            .Says("identity", "Log out", "Ends the session: its token is dead everywhere at once.")
            .Produces(StatusCodes.Status204NoContent)
            .RequireAuthorization(Policies.User);
        gateway.Post(Confirm, "/auth/email/confirm")
            .Says("identity", "Confirm an address", "With the token of the mailed link. A changed address becomes the account's with it.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.EmailTaken)
            .ForAnyone();
        gateway.Post(SendConfirmation, "/auth/email/request")
            .Says("identity", "Mail the confirmation again", "Mails the link that confirms my address once more; the older one dies. Nothing is sent when it is confirmed already.")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.TooManyRequests)
            .RequireAuthorization(Policies.User);
        gateway.Post(MakeFirstAdmin, "/auth/first_admin")
            .Says("identity", "Make the first admin", "With the one-time token that the program printed when it started without any admin.")
            .Answers<RegisterAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.Forbidden)
            .ForAnyone();
    }

    /// <summary>The id is made here, once for the request: a repetition by the edge finds what the lost attempt made.</summary>
    private static Task<IResult> Register(Body<RegisterBody> body, IClusterClient cluster, Edge edge)
    {
        var request = new RegisterUser(body.Value.Email, body.Value.Password, body.Value.Name, Guid.CreateVersion7());
        return edge.Call(() => cluster.Accounts().Register(request))
            .Answer(account => Answers.Json(RegisterAnswer.Of(account), StatusCodes.Status201Created));
    }

    private static Task<IResult> LogIn(Body<LoginBody> body, HttpContext context, IClusterClient cluster, Edge edge)
    {
        var request = new LogIn(body.Value.Email, body.Value.Password, body.Value.Totp, context.From());
        return edge.Call(() => cluster.Accounts().LogIn(request))
            .Answer(signedIn => Answers.Ok(LoginAnswer.Of(signedIn)));
    }

    private static Task<IResult> LogOut(HttpContext context, Edge edge) =>
        edge.Read(async () =>
        {
            await context.SignOutEverywhere();
            return Done.It;
        }).Answer(_ => Results.NoContent());

    private static Task<IResult> Confirm(Body<ConfirmBody> body, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().Confirm(body.Value.Token))
            .Answer(_ => Results.NoContent());

    private static Task<IResult> SendConfirmation(ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.User(client.PersonId()).SendConfirmation())
            .Answer(_ => Results.StatusCode(StatusCodes.Status202Accepted));

    private static Task<IResult> MakeFirstAdmin(Body<FirstAdminBody> body, IClusterClient cluster, Edge edge)
    {
        var request = new MakeFirstAdmin(body.Value.Token, body.Value.Email, body.Value.Password, body.Value.Name);
        return edge.Call(() => cluster.Accounts().MakeFirstAdmin(request))
            .Answer(account => Answers.Json(RegisterAnswer.Of(account), StatusCodes.Status201Created));
    }
}
