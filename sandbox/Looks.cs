using Microsoft.AspNetCore.Components;

namespace EventTicket.Sandbox;

/// <summary>How pages are answered: their stylesheet, their security headers, their rendering.</summary>
internal static class Looks
{
    public static void MapLooks(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect("/ledger"));
        app.MapGet("/sandbox.css", () => Embedded("sandbox.css", "text/css; charset=utf-8"));
        app.MapGet("/icon.svg", () => Embedded("icon.svg", "image/svg+xml"));
    }

    /// <summary>Nothing from elsewhere, no script at all, and no trace of a page's secret address in caches or referrers.</summary>
    public static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy("'self'");
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        return next(http);
    });

    /// <summary>
    /// Lets this page's form end at <paramref name="url"/>: Chromium applies form-action to the redirect after a POST as well.
    /// </summary>
    public static void FormMayLeadTo(this HttpContext http, string? url)
    {
        if (url is not null)
            http.Response.Headers.ContentSecurityPolicy = Policy($"'self' {new Uri(url).GetLeftPart(UriPartial.Authority)}");
    }

    /// <summary>Sends the browser on with a GET.</summary>
    public static IResult SeeOther(this HttpContext http, string url)
    {
        http.Response.Headers.Location = new Uri(url, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } absolute ? absolute.AbsoluteUri : url;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>A page, its parameters given as the properties of an anonymous object.</summary>
    public static IResult Page<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new PageResult<TPage>(new RouteValueDictionary(parameters), status);

    private static string Policy(string formAction) =>
        $"default-src 'none'; style-src 'self'; img-src 'self'; form-action {formAction}; base-uri 'none'; frame-ancestors 'none'";

    private static IResult Embedded(string name, string type) => Results.Stream(typeof(Looks).Assembly.GetManifestResourceStream(name)!, type);
}
