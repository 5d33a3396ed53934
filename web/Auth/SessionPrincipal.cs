using System.Security.Claims;
using EventTicket.Sessions;

namespace EventTicket.Web;

/// <summary>The session behind this request, kept with the request and nowhere else.</summary>
internal sealed record OpenSession(string Token, Session Session);

/// <summary>Builds the principal from the session, anew on every request, so that an ended session or another role shows at once.</summary>
internal static class SessionPrincipal
{
    public static ClaimsPrincipal For(Session session, string scheme) => new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, session.UserId.ToString()),
            new Claim(ClaimTypes.Name, session.Name),
            new Claim(ClaimTypes.Email, session.Email),
            new Claim(ClaimTypes.Role, session.Role.ToString()),
        ],
        scheme));

    /// <summary>Asks for the session behind a token and keeps it with the request; null when it is not signed in.</summary>
    /// <exception cref="TimeoutException">The cluster does not say. Not knowing who asks is not the same as nobody asking.</exception>
    public static async Task<OpenSession?> Open(this HttpContext context, IGrainFactory grains, string token)
    {
        // A token of another shape was never ours: no grain is woken for it.
        if (!SessionToken.HasShape(token))
        {
            return null;
        }

        var edge = context.RequestServices.GetRequiredService<Edge>();
        var answer = await edge.Call(() => grains.Session(token).Read());
        if (answer.Succeeded)
        {
            var open = new OpenSession(token, answer.Value);
            context.Features.Set(open);
            return open;
        }

        return answer.Refusal.Code == RefusalCode.NotSignedIn
            ? null
            : throw new TimeoutException("The cluster does not say whose session this is.");
    }
}
