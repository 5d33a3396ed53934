using EventTicket.Tests.Web;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>A house without an admin, whose operator wants a second factor of admins and sends SMS.</summary>
public sealed class EmptyHouse : Stack
{
    protected override IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Admin__Email"] = null,
        ["Admin__Password"] = null,
        ["SecondFactor__RequiredOfAdmins"] = "true",
        ["Sms__Url"] = "http://127.0.0.1:9/messages",
        ["Sms__From"] = "EventTicket",
    };
}

/// <summary>The first admin comes by the link of the first start.</summary>
public sealed class FirstAdminTests(EmptyHouse house, SiteBrowser browser) : IClassFixture<EmptyHouse>, IClassFixture<SiteBrowser>
{
    [Fact]
    public async Task The_first_admin_follows_the_link_sets_up_the_second_factor_and_stays_the_last_one()
    {
        await using var mia = await browser.Visit(house.SiteUrl, width: 390);
        var link = (await File.ReadAllTextAsync(Path.Combine(house.DataFolder, "first-admin"), TestContext.Current.CancellationToken)).Trim();
        await mia.Page.GotoAsync(link);
        await mia.Button("Make me the first admin").ClickAsync();
        await Expect(mia.Field("email")).ToHaveAttributeAsync("aria-invalid", "true");
        await mia.Field("name").FillAsync("Mia");
        await mia.Field("email").FillAsync(mia.Email);
        await mia.Field("password").FillAsync(Visitor.Password);
        await mia.Button("Make me the first admin").ClickAsync();

        // Until the second factor is on, the office waits, and every page says so.
        await Expect(mia.Heading("Mia")).ToBeVisibleAsync();
        Assert.Equal(403, (await mia.Page.GotoAsync("/admin"))!.Status);
        await mia.Link("Set it up").ClickAsync();
        await Expect(mia.Says("Your office waits for it.")).ToBeVisibleAsync();
        await mia.Field("password").FillAsync(Visitor.Password);
        await mia.Button("Begin").ClickAsync();
        var secret = string.Concat((await mia.Page.Locator("#secret").InnerTextAsync()).Where(char.IsLetterOrDigit));
        await mia.Field("totp").FillAsync(AuthenticatorApp.Digits(secret));
        await mia.Button("Switch it on").ClickAsync();
        var code = await mia.Page.Locator(".codes code").First.InnerTextAsync();
        await mia.Link("I have them").ClickAsync();
        await mia.Link("Admin").First.ClickAsync();
        await Expect(mia.Heading("Record of actions")).ToBeVisibleAsync();
        await Expect(mia.Link("Set it up")).ToHaveCountAsync(0);

        await mia.Page.GotoAsync("/account/second-factor");
        await mia.Field("password").FillAsync(Visitor.Password);
        await mia.Field("totp").FillAsync(code);
        await mia.Button("Switch it off").ClickAsync();
        await Expect(mia.Says("Admins keep their second factor here.")).ToBeVisibleAsync();
        await mia.Page.GotoAsync("/admin/admins");
        await mia.Page.Locator("main .mine a").ClickAsync();
        await mia.Page.GetByText("Deactivate yourself").ClickAsync();
        await mia.ExactButton("Deactivate").ClickAsync();
        await Expect(mia.Says("Nothing was changed.")).ToBeVisibleAsync();
        await mia.Page.GotoAsync("/account/data");
        await mia.Field("password").FillAsync(Visitor.Password);
        await mia.Button("Delete my account for good").ClickAsync();
        await Expect(mia.Says("You are the last admin.")).ToBeVisibleAsync();

        await using var eve = await browser.Visit(house.SiteUrl);
        await eve.Page.GotoAsync(link);
        await Expect(eve.Heading("This link no longer works")).ToBeVisibleAsync();

        // Where SMS are sent, a telephone is spoken of.
        await eve.Page.GotoAsync("/reset");
        await Expect(eve.Field("phone")).ToBeVisibleAsync();
        await mia.Page.GotoAsync("/account/phone");
        await mia.Field("phone").FillAsync("+39 011 1234567");
        await mia.Field("password").FillAsync(Visitor.Password);
        await mia.Button("Save").ClickAsync();
        await Expect(mia.Says("A message is on its way to that number.")).ToBeVisibleAsync();
        Assert.Empty(mia.Complaints);
    }
}
