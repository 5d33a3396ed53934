using EventTicket.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>How somebody becomes a manager or an admin, and what they find then.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OfficeTests(Stack stack, SiteBrowser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_invited_manager_accepts_opens_the_personal_page_is_deactivated_and_comes_back(int width)
    {
        await using var mia = await browser.Visit(stack.SiteUrl, width);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await using var grace = await browser.Visit(stack.SiteUrl, width);
        await Accepts(mia, grace, "/admin/managers", "a manager");

        await grace.Link("Manage").ClickAsync();
        await Expect(grace.Page.GetByText($"{grace.Email} · a manager since")).ToBeVisibleAsync();
        await Expect(grace.Heading("Nothing proposed yet")).ToBeVisibleAsync();

        await mia.Page.GotoAsync("/admin/managers");
        await mia.Page.Locator("main li").Filter(new() { HasText = grace.Email }).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(mia.Page.GetByText("Active", new() { Exact = true })).ToBeVisibleAsync();
        await mia.Page.GetByText("Deactivate Grace Hopper").ClickAsync();
        await mia.ExactButton("Deactivate").ClickAsync();
        await Expect(mia.Says("Deactivated.")).ToBeVisibleAsync();
        await grace.Page.GotoAsync("/manage");
        await Expect(grace.Heading("Log in")).ToBeVisibleAsync();
        await grace.LogIn(grace.Email, Visitor.Password);
        await Expect(grace.Link("Manage")).ToHaveCountAsync(0);

        await mia.Button("Reactivate").ClickAsync();
        await Expect(mia.Says("Reactivated.")).ToBeVisibleAsync();
        await grace.Page.GotoAsync("/account");
        await grace.LogIn(grace.Email, Visitor.Password);
        await grace.Page.GotoAsync("/account");
        await Expect(grace.Link("My events")).ToBeVisibleAsync();
        await grace.Button("Log out").ClickAsync();
        await Expect(grace.Link("Register")).ToBeVisibleAsync();
        Assert.Empty(mia.Complaints.Concat(grace.Complaints));
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_invited_admin_accepts_adds_a_manager_and_finds_it_on_their_own_record(int width)
    {
        await using var mia = await browser.Visit(stack.SiteUrl, width);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await using var grace = await browser.Visit(stack.SiteUrl, width);
        await Accepts(mia, grace, "/admin/admins", "an admin");

        await grace.Link("Admin").First.ClickAsync();
        await Expect(grace.Heading("Grace Hopper")).ToBeVisibleAsync();
        await Expect(grace.Heading("Nothing yet")).ToBeVisibleAsync();

        // Who has confirmed their address is a manager at once.
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await ada.Page.GotoAsync($"/confirm?token={await stack.Token(ada.Email, "confirm")}");
        await ada.Button("Confirm").ClickAsync();
        await Expect(ada.Says("Confirmed.")).ToBeVisibleAsync();
        await grace.Page.GotoAsync("/admin/managers");
        await grace.Field("email").FillAsync(ada.Email);
        await grace.Field("name").FillAsync("Somebody");
        await grace.ExactButton("Add").ClickAsync();
        await Expect(grace.Says("They hold the office now")).ToBeVisibleAsync();
        await ada.LogIn(ada.Email, Visitor.Password);
        await Expect(ada.Link("Manage")).ToBeVisibleAsync();

        await grace.Page.GotoAsync("/admin");
        await Expect(grace.Page.Locator("ol.mine li")).ToHaveTextAsync([new System.Text.RegularExpressions.Regex("Made a manager:\\s+Ada Lovelace")]);
        await grace.Link("Everybody’s").ClickAsync();
        await Expect(grace.Page.Locator("ol.mine li").Filter(new() { HasText = "Invited as an admin:" }).First).ToBeVisibleAsync();
        await grace.Page.GotoAsync("/account");
        await grace.Button("Log out").ClickAsync();
        await Expect(grace.Link("Register")).ToBeVisibleAsync();
    }

    private async Task Accepts(Visitor admin, Visitor invited, string list, string office)
    {
        await admin.Page.GotoAsync(list);
        await admin.Field("email").FillAsync(invited.Email);
        await admin.Field("name").FillAsync("Grace Hopper");
        await admin.ExactButton("Add").ClickAsync();
        await Expect(admin.Says("The invitation is on its way.")).ToBeVisibleAsync();

        await invited.Page.GotoAsync($"/invitation?token={await stack.Token(invited.Email, "invitation")}");
        await Expect(invited.Page.GetByText(office, new() { Exact = true })).ToBeVisibleAsync();
        await invited.Field("newPassword").FillAsync(Visitor.Password);
        await invited.Button("Accept").ClickAsync();
        await Expect(invited.Says("Your new password counts from now on.")).ToBeVisibleAsync();
        await invited.LogIn(invited.Email, Visitor.Password);
    }
}
