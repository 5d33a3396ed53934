using EventTicket.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>Following the links that mails carry, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LinkTests(Stack stack, SiteBrowser browser)
{
    private const string Another = "nine blue tricycles";

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Who_forgot_their_password_sets_a_new_one_by_the_mailed_link_once(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await using var forgetful = await browser.Visit(stack.SiteUrl, width);
        await forgetful.Page.GotoAsync("/login");
        await forgetful.Link("Forgot your password?").ClickAsync();
        await forgetful.Field("email").FillAsync("no address");
        await forgetful.Button("Mail me the link").ClickAsync();
        await Expect(forgetful.Field("email")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(forgetful.Field("phone")).ToHaveCountAsync(0);
        await forgetful.Field("email").FillAsync(ada.Email);
        await forgetful.Button("Mail me the link").ClickAsync();
        await Expect(forgetful.Heading("Look for our link")).ToBeVisibleAsync();

        var link = $"/reset/new?token={await stack.Token(ada.Email, "reset")}";
        var answer = await forgetful.Page.GotoAsync(link);
        Assert.Equal("no-referrer", answer!.Headers["referrer-policy"]);
        Assert.Contains("no-store", answer.Headers["cache-control"], StringComparison.Ordinal);
        Assert.DoesNotContain("token", await forgetful.Link("Log in").GetAttributeAsync("href"), StringComparison.Ordinal);
        await forgetful.Field("newPassword").FillAsync("short");
        await forgetful.Button("Set it").ClickAsync();
        await Expect(forgetful.Field("newPassword")).ToHaveAttributeAsync("aria-invalid", "true");
        await forgetful.Field("newPassword").FillAsync(Another);
        await forgetful.Button("Set it").ClickAsync();
        await Expect(forgetful.Says("Your new password counts from now on.")).ToBeVisibleAsync();
        await forgetful.LogIn(ada.Email, Another);

        await ada.Page.GotoAsync("/account");
        await Expect(ada.Heading("Log in")).ToBeVisibleAsync();
        await ada.Page.GotoAsync(link);
        await Expect(ada.Heading("This link no longer works")).ToBeVisibleAsync();
        await ada.Link("Ask for a new link").ClickAsync();
        await Expect(ada.Button("Mail me the link")).ToBeVisibleAsync();
        Assert.Empty(forgetful.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_address_is_confirmed_by_the_button_and_not_by_the_link_alone(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        var link = $"/confirm?token={await stack.Token(ada.Email, "confirm")}";
        await ada.Page.GotoAsync(link);
        await ada.Page.GotoAsync("/account");
        await Expect(ada.Says($"Is {ada.Email} yours?")).ToBeVisibleAsync();
        await ada.Page.GotoAsync(link);
        await ada.Button("Confirm").ClickAsync();
        await Expect(ada.Says("Confirmed.")).ToBeVisibleAsync();
        await Expect(ada.Says($"Is {ada.Email} yours?")).ToHaveCountAsync(0);
        await ada.Page.GotoAsync(link);
        await Expect(ada.Heading("This link no longer works")).ToBeVisibleAsync();

        // Another address counts once its own link was followed.
        var other = $"countess-{Guid.NewGuid():N}@example.org";
        await ada.Page.GotoAsync("/account/email");
        await ada.Field("email").FillAsync(other);
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.Button("Mail me the link").ClickAsync();
        await Expect(ada.Says($"A link waits at {other}.")).ToBeVisibleAsync();
        await ada.Page.GotoAsync($"/confirm?token={await stack.Token(other, "confirm")}");
        await ada.Button("Confirm").ClickAsync();
        await Expect(ada.Page.Locator("main")).ToContainTextAsync(other);
        await Expect(ada.Page.Locator("main")).Not.ToContainTextAsync(ada.Email);
    }

    [Fact]
    public async Task An_admin_reads_the_mails_that_were_written_where_no_server_is_set()
    {
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.RegisterAtHome();
        await stack.Token(ada.Email, "confirm");
        await using var mia = await browser.Visit(stack.SiteUrl);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync("/admin/mail");
        await mia.Page.Locator("main li").Filter(new() { HasText = ada.Email }).GetByRole(AriaRole.Link).First.ClickAsync();
        await Expect(mia.Page.Locator(".letter")).ToContainTextAsync("/confirm?token=");
        Assert.Empty(mia.Complaints);
    }
}
