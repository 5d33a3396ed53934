using EventTicket.Web;
using EventTicket.Web.Site;
using Microsoft.Extensions.Configuration;

namespace EventTicket.Tests.Web.Site;

public sealed class SecurityHeadersTests
{
    [Fact]
    public void Pages_run_and_look_like_nothing_but_our_own_files()
    {
        var policy = SecurityHeaders.ContentPolicy(Settings("http://localhost:8020/"));
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://localhost:8020 https://checkout.stripe.com;", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_page_of_its_own_only_the_providers_is_named() =>
        Assert.Contains("form-action 'self' https://checkout.stripe.com;", SecurityHeaders.ContentPolicy(Settings(null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://pay.example.org/page")]
    [InlineData("https://pay.example.org; script-src *")]
    [InlineData("javascript:alert(1)")]
    [InlineData("*")]
    public void What_is_not_an_origin_stops_the_start(string origin)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Settings(origin));
        Assert.Contains("Payments__PageOrigin", refused.Message, StringComparison.Ordinal);
    }

    private static SiteSettings Settings(string? origin) =>
        SiteSettings.From(new ConfigurationBuilder().AddInMemoryCollection([new("Payments:PageOrigin", origin)]).Build());
}
