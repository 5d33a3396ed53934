using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Users;

namespace EventTicket.Web.Gateway;

/// <summary>The list of one's own open sessions.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Get(List, "/user_auth/sessions")
            .Says("identity", "List my sessions", "The open ones, the newest first; at most 50.")
            .Answers<SessionsAnswer>();
        user.Delete(End, "/user_auth/sessions/{sessionId:guid}")
            .Says("identity", "End one of my sessions", "Its token is dead everywhere at once.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound);
        user.Delete(EndAll, "/user_auth/sessions")
            .Says("identity", "End all my sessions", "This one too.")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static Task<IResult> List(HttpContext context, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.User(context.User.PersonId()).Sessions())
            .Answer(sessions => Answers.Ok(new SessionsAnswer([.. sessions.Select(session => SessionAnswer.Of(session, context.SessionId()))])));

    private static Task<IResult> End(Guid sessionId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.User(client.PersonId()).EndSession(sessionId))
            .Answer(_ => Results.NoContent());

    private static Task<IResult> EndAll(ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.User(client.PersonId()).EndSessions(exceptToken: null))
            .Answer(_ => Results.NoContent());
}

internal sealed record SessionsAnswer(IReadOnlyList<SessionAnswer> Items);

internal sealed record SessionAnswer(
    Guid SessionId,
    [property: Description("whether it is the session that asks")] bool Current,
    DateTimeOffset OpenedAt,
    [property: Description("when it was last used, to the hour")] DateTimeOffset SeenAt,
    DateTimeOffset ExpiresAt,
    [property: Description("what the client called itself at log-in")] string Client,
    [property: Description("the network address at log-in")] string Address)
{
    public static SessionAnswer Of(OwnSession session, Guid? current) => new(
        session.SessionId, session.SessionId == current, session.OpenedAt, session.SeenAt, session.ExpiresAt, session.From.Client, session.From.Address);
}
