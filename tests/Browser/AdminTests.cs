using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>What admins do, in a real browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class AdminTests(Stack stack, SiteBrowser browser)
{
    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task An_admin_invites_renames_and_takes_back_and_finds_it_on_the_record(int width)
    {
        var (email, name) = ($"grace-{Guid.NewGuid():N}@example.org", $"Grace {Guid.NewGuid().ToString("N")[..6]}");
        await using var mia = await browser.Visit(stack.SiteUrl, width);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Link("Admin").First.ClickAsync();
        await mia.Link("Managers").ClickAsync();
        await mia.ExactButton("Add").ClickAsync();
        await Expect(mia.Field("email")).ToHaveAttributeAsync("aria-invalid", "true");
        await mia.Field("email").FillAsync(email);
        await mia.Field("name").FillAsync(name);
        await mia.ExactButton("Add").ClickAsync();
        await Expect(mia.Says("The invitation is on its way.")).ToBeVisibleAsync();
        await Expect(mia.Page.Locator("main li").Filter(new() { HasText = name })).ToContainTextAsync("Invited");

        await mia.Link(name).ClickAsync();
        await Expect(mia.Heading("None yet")).ToBeVisibleAsync();
        await mia.Field("name").FillAsync(name + " Hopper");
        await mia.Button("Rename").ClickAsync();
        await Expect(mia.Heading(name + " Hopper")).ToBeVisibleAsync();
        await mia.Button("Take the invitation back").ClickAsync();
        await Expect(mia.Says("Taken back.")).ToBeVisibleAsync();
        await Expect(mia.Page.GetByText(email)).ToHaveCountAsync(0);

        await mia.Page.GotoAsync("/admin");
        var record = mia.Page.Locator("ol.mine li");
        await Expect(record.Nth(0)).ToContainTextAsync("Took back the invitation as a manager:");
        await Expect(record.Nth(1)).ToContainTextAsync("Renamed the manager");
        await Expect(record.Nth(2)).ToContainTextAsync("Invited as a manager:");
        Assert.Empty(mia.Complaints);
    }

    [Fact]
    public async Task An_admin_adds_a_category_once_however_often_the_form_is_sent_and_everybody_finds_it()
    {
        var name = $"Circus {Guid.NewGuid().ToString("N")[..6]}";
        await using var mia = await browser.Visit(stack.SiteUrl, script: false);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync("/admin/categories");
        await mia.Field("name").FillAsync(name);
        await mia.ExactButton("Add").ClickAsync();
        await Expect(mia.Says("Added.")).ToBeVisibleAsync();
        await mia.Page.GoBackAsync();
        await mia.Field("name").FillAsync(name);
        await mia.ExactButton("Add").ClickAsync();
        await Expect(mia.Page.GetByRole(AriaRole.Link, new() { Name = name })).ToHaveCountAsync(1);

        await mia.Page.GotoAsync("/admin/categories");
        await mia.Field("name").FillAsync(name.ToUpperInvariant());
        await mia.ExactButton("Add").ClickAsync();
        await Expect(mia.Field("name")).ToHaveAttributeAsync("aria-invalid", "true");
        await mia.Page.GotoAsync("/admin");
        await mia.Link(name).First.ClickAsync();
        await Expect(mia.Heading(name)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_no_admin_sees_neither_the_pages_nor_the_link()
    {
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.RegisterAtHome();
        await Expect(ada.Link("Admin")).ToHaveCountAsync(0);
        foreach (var path in (string[])["/admin", "/admin/managers", "/admin/admins", "/admin/mail", "/admin/categories", $"/admin/managers/{Guid.NewGuid()}"])
        {
            Assert.Equal(403, (await ada.Page.GotoAsync(path))!.Status);
        }
    }
}
