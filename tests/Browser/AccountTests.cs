using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>What people do with their account, in a real browser, on a phone and at a desk.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AccountTests(Stack stack, SiteBrowser browser)
{
    private const string Another = "nine blue tricycles";

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_client_registers_opens_the_personal_page_logs_out_and_logs_in_again(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await Expect(ada.Says("A mail with a link is on its way to you")).ToBeVisibleAsync();
        await ada.Page.ReloadAsync();
        await Expect(ada.Says("A mail with a link is on its way to you")).ToHaveCountAsync(0);

        await ada.Link("Ada Lovelace").ClickAsync();
        await Expect(ada.Heading("Ada Lovelace")).ToBeVisibleAsync();
        await Expect(ada.Says($"Is {ada.Email} yours?")).ToBeVisibleAsync();
        await ada.Button("Send it again").ClickAsync();
        await Expect(ada.Says("It is on its way.")).ToBeVisibleAsync();
        Assert.EndsWith("/account", ada.Page.Url, StringComparison.Ordinal);

        await ada.Link("Change your name").ClickAsync();
        await ada.Field("name").FillAsync("");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Field("name")).ToHaveAttributeAsync("aria-invalid", "true");
        await ada.Field("name").FillAsync("Ada, Countess of Lovelace");
        await ada.Button("Save").ClickAsync();
        await Expect(ada.Heading("Ada, Countess of Lovelace")).ToBeVisibleAsync();

        await ada.Button("Log out").ClickAsync();
        await Expect(ada.Link("Log in")).ToBeVisibleAsync();
        await ada.Page.GotoAsync("/account");
        await Expect(ada.Page).ToHaveURLAsync(stack.SiteUrl + "/login?returnUrl=%2Faccount");
        await ada.Field("email").FillAsync(ada.Email);
        await ada.Field("password").FillAsync("not my password");
        await ada.ExactButton("Log in").ClickAsync();
        await Expect(ada.Says("That address and password do not belong together.")).ToBeVisibleAsync();
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.ExactButton("Log in").ClickAsync();
        await Expect(ada.Heading("Ada, Countess of Lovelace")).ToBeVisibleAsync();
        Assert.Empty(ada.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_new_password_signs_out_everywhere_but_here(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await using var elsewhere = await browser.Visit(stack.SiteUrl, width);
        await elsewhere.LogIn(ada.Email, Visitor.Password);

        await ada.Page.GotoAsync("/account/password");
        await ada.Field("currentPassword").FillAsync("not my password");
        await ada.Field("newPassword").FillAsync(Another);
        await ada.Button("Change it").ClickAsync();
        await Expect(ada.Field("currentPassword")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(ada.Field("newPassword")).ToHaveValueAsync("");
        await ada.Field("currentPassword").FillAsync(Visitor.Password);
        await ada.Field("newPassword").FillAsync(Another);
        await ada.Button("Change it").ClickAsync();
        await Expect(ada.Says("Your new password counts from now on.")).ToBeVisibleAsync();

        await elsewhere.Page.GotoAsync("/account");
        await Expect(elsewhere.Heading("Log in")).ToBeVisibleAsync();
        await elsewhere.LogIn(ada.Email, Another);
        await ada.Page.GotoAsync("/account");
        await Expect(ada.Heading("Ada Lovelace")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Sessions_are_seen_and_ended_one_by_one_and_all_at_once(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await using var second = await browser.Visit(stack.SiteUrl, width);
        await second.LogIn(ada.Email, Visitor.Password);
        await using var third = await browser.Visit(stack.SiteUrl, width);
        await third.LogIn(ada.Email, Visitor.Password);

        await ada.Page.GotoAsync("/account/sessions");
        await Expect(ada.Page.GetByText("This one", new() { Exact = true })).ToHaveCountAsync(1);
        await Expect(ada.Page.Locator("main li")).ToHaveCountAsync(3);
        await Expect(ada.Page.Locator("main li").First).ToContainTextAsync("This one");
        await ada.Page.Locator("main li button").Nth(1).ClickAsync();
        await Expect(ada.Says("That session is over")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator("main li")).ToHaveCountAsync(2);
        await ada.Button("End all others").ClickAsync();
        await Expect(ada.Page.Locator("main li")).ToHaveCountAsync(1);
        foreach (var ended in (Visitor[])[second, third])
        {
            await ended.Page.GotoAsync("/account");
            await Expect(ended.Heading("Log in")).ToBeVisibleAsync();
        }

        await ada.Button("End all, this one too").ClickAsync();
        await Expect(ada.Says("You are signed out everywhere.")).ToBeVisibleAsync();
        await Expect(ada.Link("Register")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_category_is_followed_from_its_list_and_its_mails_are_switched(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.Page.GotoAsync("/events");
        var chip = ada.Page.Locator(".chips a").Nth(1);
        var name = await chip.InnerTextAsync();
        await chip.ClickAsync();
        await Expect(ada.Heading(name)).ToBeVisibleAsync();
        await Expect(ada.Button("Follow")).ToHaveCountAsync(0);
        var list = ada.Page.Url;

        await ada.RegisterAtHome();
        await ada.Page.GotoAsync(list);
        await ada.Button("Follow").ClickAsync();
        await Expect(ada.Says("You follow it now.")).ToBeVisibleAsync();
        Assert.Equal(list, ada.Page.Url);
        await Expect(ada.Button("Following")).ToBeVisibleAsync();

        await ada.Page.GotoAsync("/account/favourites");
        await Expect(ada.Heading(name)).ToBeVisibleAsync();
        await ada.Button($"No mails about {name}").ClickAsync();
        await Expect(ada.Page.GetByText("Mails off")).ToBeVisibleAsync();
        await ada.Button($"Mail me about {name}").ClickAsync();
        await Expect(ada.Page.GetByText("Mails on", new() { Exact = true })).ToBeVisibleAsync();
        await ada.Button($"Stop following {name}").ClickAsync();
        await Expect(ada.Heading("Nothing yet")).ToBeVisibleAsync();
        Assert.Empty(ada.Complaints);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Data_are_taken_along_and_the_account_is_deleted(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await ada.Page.GotoAsync("/account/data");
        var download = await ada.Page.RunAndWaitForDownloadAsync(() => ada.Link("Download it").ClickAsync());
        Assert.Equal("eventticket.json", download.SuggestedFilename);
        await using (var file = await download.CreateReadStreamAsync())
        {
            using var data = await JsonDocument.ParseAsync(file, cancellationToken: TestContext.Current.CancellationToken);
            Assert.Contains(ada.Email, data.RootElement.GetRawText(), StringComparison.Ordinal);
        }

        await ada.Field("password").FillAsync("not my password");
        await ada.Button("Delete my account for good").ClickAsync();
        await Expect(ada.Field("password")).ToHaveAttributeAsync("aria-invalid", "true");
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.Button("Delete my account for good").ClickAsync();
        await Expect(ada.Says("Your account is gone.")).ToBeVisibleAsync();
        await Expect(ada.Link("Register")).ToBeVisibleAsync();

        await ada.Page.GotoAsync("/login");
        await ada.Field("email").FillAsync(ada.Email);
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.ExactButton("Log in").ClickAsync();
        await Expect(ada.Says("That address and password do not belong together.")).ToBeVisibleAsync();
    }
}
