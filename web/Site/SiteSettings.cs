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
    /// <exception cref="StartRefusedException">One is set to what it does not take.</exception>
    public static SiteSettings From(IConfiguration configuration) => new(
        (configuration.Url("Site:PublicUrl")?.OriginalString ?? $"http://localhost:{configuration.Port("Site:Port", 8000)}").TrimEnd('/'),
        // It ends up in a header that decides what pages may do, so only a bare origin gets through.
        configuration.Origin("Payments:PageOrigin"),
        configuration.GetValue("Payments:TestMode", false),
        configuration["Site:LegalText"],
        !string.IsNullOrWhiteSpace(configuration["Sms:Url"]));
}
