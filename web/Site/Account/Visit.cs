using EventTicket.Sessions;

namespace EventTicket.Web.Site;

/// <summary>What a request tells about the visit it belongs to.</summary>
internal static class Visit
{
    /// <summary>The session of whoever is signed in; null when nobody is.</summary>
    public static Session? SignedInSession(this HttpContext context) => context.Features.Get<OpenSession>()?.Session;
}
