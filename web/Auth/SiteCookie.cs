using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace EventTicket.Web;

/// <summary>
/// The site's cookies. Browsers keep cookies by host and not by port, so their names carry the port of <c>Site:PublicUrl</c>: two
/// copies on one machine do not sign each other out, and all web processes of one copy know the same cookie, whichever port is
/// theirs. Behind HTTPS the cookies are bound to the host and never sent in clear.
/// </summary>
internal sealed class SiteCookie(Ports ports, IConfiguration configuration, ITicketStore sessions) :
    IConfigureNamedOptions<CookieAuthenticationOptions>, IConfigureOptions<AntiforgeryOptions>, IConfigureOptions<CookieTempDataProviderOptions>
{
    private readonly Uri publicUrl = configuration.Url("Site:PublicUrl") ?? new Uri($"http://localhost:{ports.Site}");

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name != Schemes.Cookie)
        {
            return;
        }

        Name(options.Cookie, "eventticket");
        options.SessionStore = sessions;
        options.SlidingExpiration = false; // the session keeps its own time
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = ToLogin;
        options.Events.OnRedirectToAccessDenied = Denied;
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(null, options);

    public void Configure(AntiforgeryOptions options) => Name(options.Cookie, "eventticket-form");

    public void Configure(CookieTempDataProviderOptions options) => Name(options.Cookie, "eventticket-notice");

    private void Name(CookieBuilder cookie, string name)
    {
        var https = publicUrl.Scheme == Uri.UriSchemeHttps;
        cookie.Name = $"{(https ? "__Host-" : "")}{name}-{publicUrl.Port}";
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }

    // Relative, so that nothing of the Host header comes back in Location.
    private static Task ToLogin(RedirectContext<CookieAuthenticationOptions> challenge)
    {
        var back = ReturnPath(challenge.Request);
        challenge.Response.Redirect(back is null ? "/login" : $"/login?returnUrl={Uri.EscapeDataString(back)}");
        return Task.CompletedTask;
    }

    // A form's target cannot be visited: whoever posts is sent back to the page the form stood on.
    private static string? ReturnPath(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        {
            return request.PathBase + request.Path + request.QueryString;
        }

        return Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? page.PathAndQuery
            : null;
    }

    // An empty 403 gets its page where all error pages are made.
    private static Task Denied(RedirectContext<CookieAuthenticationOptions> denied)
    {
        denied.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
