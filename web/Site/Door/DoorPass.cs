namespace EventTicket.Web.Site;

/// <summary>
/// The door link of whoever stands there with a phone: its secret, carried over from the link's address into a cookie of its own, so that no page's
/// address holds it. It signs nobody in, and is looked at anew with each request.
/// </summary>
public sealed class DoorPass(SiteSettings settings)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(14);
    private readonly Uri site = new(settings.PublicUrl);

    private bool Https => site.Scheme == Uri.UriSchemeHttps;

    private string Name => $"{(Https ? "__Host-" : "")}eventticket-door-{site.Port}";

    /// <summary>What the manager hands out.</summary>
    public static string Address(SiteSettings settings, string token) => $"{settings.PublicUrl}/door?token={token}";

    /// <summary>The secret; null when this browser came by no link.</summary>
    public string? Read(HttpRequest request) => request.Cookies[Name] is { Length: > 0 and <= 100 } token ? token : null;

    public void Keep(HttpResponse response, string token) => response.Cookies.Append(Name, token, new()
    {
        Path = "/",
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Https,
        MaxAge = Kept,
        IsEssential = true,
    });
}
