using System.Security.Claims;
using EventTicket.Users;
using Microsoft.AspNetCore.Authentication;

namespace EventTicket.Web;

/// <summary>Who is signed in, for controllers and views of both sides.</summary>
internal static class SignedInClient
{
    /// <summary>Whether somebody is signed in whose role is this one or includes it.</summary>
    public static bool Has(this ClaimsPrincipal client, Role role) =>
        client.Identity is { IsAuthenticated: true } && client.Caller().Role >= role;

    /// <summary>Who asks, as grains want to know it. Only behind a policy: throws when nobody is signed in.</summary>
    public static Caller Caller(this ClaimsPrincipal client) =>
        new(client.PersonId(), Enum.Parse<Role>(client.FindFirstValue(ClaimTypes.Role) ?? throw NotSignedIn()));

    /// <summary>The signed-in person's id. Only behind a policy: throws when nobody is signed in.</summary>
    public static Guid PersonId(this ClaimsPrincipal client) =>
        Guid.Parse(client.FindFirstValue(ClaimTypes.NameIdentifier) ?? throw NotSignedIn());

    /// <summary>The token of this request's session; null when nobody is signed in. A secret: never shown, never logged.</summary>
    public static string? SessionToken(this HttpContext context) => context.Features.Get<OpenSession>()?.Token;

    /// <summary>What the list of one's sessions calls this request's session; null when nobody is signed in.</summary>
    public static Guid? SessionId(this HttpContext context) => context.Features.Get<OpenSession>()?.Session.SessionId;

    /// <summary>
    /// Site: sets the cookie of a session that <see cref="IAccountsGrain.LogIn"/> has opened, after ending the one this browser had.
    /// Call it in the POST, then redirect.
    /// </summary>
    public static async Task SignIn(this HttpContext context, SignedIn signedIn)
    {
        await context.EndSession();
        context.Features.Set(new OpenSession(signedIn.Token, signedIn.Session));

        // This request's cookie handler has read the old cookie, and would keep its key; the handler of a fresh scope has not.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var handlers = scope.ServiceProvider.GetRequiredService<IAuthenticationHandlerProvider>();
        var handler = (IAuthenticationSignInHandler)(await handlers.GetHandlerAsync(context, Schemes.Cookie))!;
        await handler.SignInAsync(
            SessionPrincipal.For(signedIn.Session, Schemes.Cookie),
            new AuthenticationProperties { IsPersistent = true, ExpiresUtc = signedIn.Session.ExpiresAt });
    }

    /// <summary>Ends this request's session on every device and process that uses it, and on the site removes the cookie. Nobody signed in: nothing to do.</summary>
    public static async Task SignOutEverywhere(this HttpContext context)
    {
        await context.EndSession();
        if (context.RequestServices.GetRequiredService<Ports>().SideOf(context) == Side.Site)
        {
            await context.SignOutAsync(Schemes.Cookie);
        }
    }

    private static async Task EndSession(this HttpContext context)
    {
        if (context.SessionToken() is { } token)
        {
            await context.RequestServices.GetRequiredService<IGrainFactory>().Session(token).End();
        }
    }

    private static InvalidOperationException NotSignedIn() => new("Nobody is signed in: the endpoint needs a policy, such as [Authorize(Policies.User)].");

    /// <summary>Where a request comes from, for the list of somebody's sessions.</summary>
    public static SeenFrom From(this HttpContext context) =>
        new(context.Request.Headers.UserAgent.ToString(), PerAddressLimit.Network(context.Connection.RemoteIpAddress).ToString());
}
