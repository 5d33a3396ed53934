using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>Register, log in, log out.</summary>
internal static class IdentityEndpoints
{
    public static void MapIdentity(this IEndpointRouteBuilder gateway)
    {
        gateway.Post(Register, "/auth/register", "/user_auth/register")
            .Says("identity", "Register", "Makes a user's account. Registering opens no session: log in afterwards.")
            .Answers<RegisterAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.EmailTaken, RefusalCode.TooManyRequests)
            .AllowAnonymous().RequireRateLimiting(PerAddressLimit.Policy);
        gateway.Post(LogIn, "/auth/login", "/user_auth/login")
            .Says("identity", "Log in", "Opens a session. Its token goes into the Authorization header of signed-in calls.")
            .Answers<LoginAnswer>()
            .Refuses(RefusalCode.InvalidCredentials, RefusalCode.TooManyRequests)
            .AllowAnonymous().RequireRateLimiting(PerAddressLimit.Policy);
        gateway.Post(LogOut, "/auth/logout", "/user_auth/logout")
            .Says("identity", "Log out", "Ends the session: its token is dead everywhere at once.")
            .Produces(StatusCodes.Status204NoContent)
            .RequireAuthorization(Policies.User);
    }

    private static Task<IResult> Register(Body<RegisterBody> body, IClusterClient cluster, Edge edge)
    {
        // The same id in each attempt at the edge, so that a second one finds what the first has made.
        var request = new RegisterUser(body.Value.Email, body.Value.Password, body.Value.Name, Guid.NewGuid());
        return edge.Call(() => cluster.Accounts().Register(request))
            .Answer(account => Answers.Json(RegisterAnswer.Of(account), StatusCodes.Status201Created));
    }

    private static Task<IResult> LogIn(Body<LoginBody> body, HttpContext context, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Accounts().LogIn(new LogIn(body.Value.Email, body.Value.Password, null, context.From())))
            .Answer(signedIn => Answers.Ok(LoginAnswer.Of(signedIn)));

    private static Task<IResult> LogOut(HttpContext context, Edge edge) =>
        edge.Read(async () =>
        {
            await context.SignOutEverywhere();
            return Done.It;
        }).Answer(_ => Results.NoContent());
}
