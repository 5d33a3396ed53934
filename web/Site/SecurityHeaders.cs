namespace EventTicket.Web.Site;

/// <summary>What browsers may do with our answers. Written when an answer starts, so that errors and files carry it too.</summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app)
    {
        var policy = ContentPolicy(app.Services.GetRequiredService<SiteSettings>());
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Add(context, policy);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>
    /// No script and no style but our own files. Chromium applies form-action to the redirect that follows a POST as well, so the
    /// payment page's origin is named.
    /// </summary>
    public static string ContentPolicy(SiteSettings settings) => string.Join("; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        $"form-action 'self' {settings.PageOrigin} https://checkout.stripe.com".Replace("  ", " ", StringComparison.Ordinal),
        "base-uri 'none'",
        "frame-ancestors 'none'");

    private static void Add(HttpContext context, string policy)
    {
        var headers = context.Response.Headers;
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = policy;
        }

        headers.XContentTypeOptions = "nosniff";
        // A page whose address holds a secret has said no-referrer by itself.
        if (!headers.ContainsKey("Referrer-Policy"))
        {
            headers["Referrer-Policy"] = "same-origin";
        }

        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        // The door's page has said that it may use the camera.
        if (!headers.ContainsKey("Permissions-Policy"))
        {
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        }

        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }

        // What somebody sees signed in, or with a form's token in it, is theirs alone and never the same twice.
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = context.User.Identity is { IsAuthenticated: true } || headers.SetCookie.Count > 0 ? "no-store" : "no-cache";
        }
    }
}
