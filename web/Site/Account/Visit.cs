using EventTicket.Sessions;
using EventTicket.Users;

namespace EventTicket.Web.Site;

/// <summary>What a request tells about the visit it belongs to.</summary>
internal static class Visit
{
    /// <summary>Where a log-in comes from, for the list of one's sessions.</summary>
    public static SeenFrom SeenFrom(this HttpContext context) =>
        new(context.Request.Headers.UserAgent.ToString(), context.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>The session of whoever is signed in; null when nobody is.</summary>
    public static Session? SignedInSession(this HttpContext context) => context.Features.Get<OpenSession>()?.Session;
}
