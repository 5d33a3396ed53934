using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EventTicket.Web;

/// <summary>
/// Puts the session where the cookie handler expects a stored ticket. The cookie carries the session's token and nothing
/// else; the ticket is built from the session on every request.
/// </summary>
internal sealed class SessionTicketStore(IGrainFactory grains) : ITicketStore
{
    /// <summary>Answers the token of the session that is already open: <see cref="SignedInClient.SignIn"/> has put it into the request.</summary>
    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken) =>
        Task.FromResult(httpContext.SessionToken() ?? throw WithoutRequest());

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken) =>
        await httpContext.Open(grains, key) is { } open
            ? new AuthenticationTicket(SessionPrincipal.For(open.Session, Schemes.Cookie), Schemes.Cookie)
            : null;

    /// <summary>Nothing to renew: the session keeps its own time, and a new log-in has a new token.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public Task RemoveAsync(string key) => grains.Session(key).End();

    // The handler calls the overloads that know the request.
    public Task<string> StoreAsync(AuthenticationTicket ticket) => throw WithoutRequest();

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => throw WithoutRequest();

    private static InvalidOperationException WithoutRequest() => new("A session is opened by logging in and signed in by HttpContext.SignIn.");
}
