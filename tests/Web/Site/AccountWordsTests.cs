using System.Reflection;
using EventTicket.Admins;
using EventTicket.Web;
using EventTicket.Web.Site;
using Microsoft.AspNetCore.DataProtection;

namespace EventTicket.Tests.Web.Site;

public sealed class AccountWordsTests
{
    [Fact]
    public void Every_notice_has_words()
    {
        var notices = typeof(Notices).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.True(notices.Count > 20);
        Assert.All(notices, notice => Assert.NotNull(Notices.Say(notice)));
        Assert.Null(Notices.Say("of another release"));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome on Linux")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on a Mac")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1", "Safari on an iPhone")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("curl/8.5", "curl")]
    [InlineData("our-own-shop 1.2", "our-own-shop 1.2")]
    [InlineData(" ", "Something that did not say what it is")]
    public void A_browser_is_named_as_its_owner_knows_it(string client, string name) => Assert.Equal(name, Browsers.Name(client));

    [Theory]
    [InlineData(0, "Try again in 1 second")]
    [InlineData(40, "Try again in 40 seconds")]
    [InlineData(121, "Try again in 3 minutes")]
    [InlineData(7000, "Try again in 2 hours")]
    public void Who_is_asked_to_wait_is_told_how_long(int seconds, string words) =>
        Assert.StartsWith(words, Refusals.Say(new Refusal(RefusalCode.TooManyRequests, RetryAfter: TimeSpan.FromSeconds(seconds))).Rest, StringComparison.Ordinal);

    [Theory]
    [InlineData("manager-invited", "Grace", "Invited as a manager:", "/admin/managers/")]
    [InlineData("admin-deactivated", "Grace", "Deactivated the admin", "/admin/admins/")]
    [InlineData("category-added", "Circus", "Added the category", "/events?category=")]
    [InlineData("admin-invitation-withdrawn", "Grace", "Took back the invitation as an admin:", null)]
    [InlineData("manager-renamed", null, "Renamed the manager", null)]
    [InlineData("something-new", "It", "Something new", null)]
    public void An_action_reads_as_a_sentence_and_leads_to_its_subject(string action, string? subject, string words, string? link)
    {
        var id = Guid.NewGuid();
        var recorded = new AdminAction(1, DateTimeOffset.UnixEpoch, Guid.NewGuid(), "Ada", action, id, subject, null);
        Assert.Equal(words, ActionWords.What(recorded));
        Assert.Equal(link is null ? null : link + id, ActionWords.Link(recorded));
        Assert.Contains(subject ?? id.ToString("N")[..8], ActionWords.ToWhat(recorded), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_sealed_opens_only_for_its_purpose_and_only_for_its_time()
    {
        var sealing = new Sealed(new EphemeralDataProtectionProvider());
        var text = sealing.Seal(new SecondStepForm(Totp: "secret words"), "here", TimeSpan.FromMinutes(5));
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        Assert.Equal("secret words", sealing.Open<SecondStepForm>(text, "here")?.Totp);
        Assert.Null(sealing.Open<SecondStepForm>(text, "there"));
        Assert.Null(sealing.Open<SecondStepForm>(text[..^4] + "AAAA", "here"));
        Assert.Null(sealing.Open<SecondStepForm>("not a seal at all, with spaces", "here"));
        Assert.Null(sealing.Open<SecondStepForm>(null, "here"));
        Assert.Null(sealing.Open<SecondStepForm>(sealing.Seal(new SecondStepForm(), "here", TimeSpan.FromSeconds(-1)), "here"));
    }

    [Theory]
    [InlineData(0, false, "Free")]
    [InlineData(0, true, "from free")]
    [InlineData(2400, true, "from €24.00")]
    [InlineData(2400, false, "€24.00")]
    public void Only_what_costs_nothing_at_all_is_free(long lowest, bool several, string words) => Assert.Equal(words, new Money(lowest, "EUR").ShowFrom(several));
}
