namespace EventTicket.Web.Site;

/// <summary>What an operator says about the site.</summary>
/// <param name="PublicUrl">Absolute base of links and payment return addresses, without a slash at the end.</param>
/// <param name="PageOrigin">The origin of the payment provider's page beside Stripe's own; null for none.</param>
/// <param name="TestMode">Whether no real money moves; every page then says so.</param>
/// <param name="SmsOffered">Whether the operator sends SMS; where not, nobody is asked for a phone.</param>
/// <param name="LegalText">The operator's legal page: plain text, paragraphs separated by blank lines.</param>
public sealed record SiteSettings(string PublicUrl, string? PageOrigin, bool TestMode, string? LegalText, bool SmsOffered = false)
{
    /// <summary>From <c>Site:PublicUrl</c>, <c>Payments:PageOrigin</c>, <c>Payments:TestMode</c>, <c>Site:LegalText</c> and whether there is an <c>Sms:Url</c>.</summary>
    public static SiteSettings From(IConfiguration configuration) => new(
        (configuration["Site:PublicUrl"] ?? $"http://localhost:{configuration.GetValue("Site:Port", 8000)}").TrimEnd('/'),
        Origin(configuration["Payments:PageOrigin"]),
        configuration.GetValue("Payments:TestMode", false),
        configuration["Site:LegalText"],
        !string.IsNullOrWhiteSpace(configuration["Sms:Url"]));

    // It ends up in a header that decides what pages may do, so only a bare origin gets through.
    private static string? Origin(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
            ? uri.GetLeftPart(UriPartial.Authority)
            : throw new InvalidOperationException($"Payments__PageOrigin is \"{text}\"; it takes an origin such as https://pay.example.org.");
    }
}
