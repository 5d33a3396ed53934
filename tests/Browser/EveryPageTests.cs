using EventTicket.Tests.Web;
using Microsoft.Playwright;

namespace EventTicket.Tests.Browser;

/// <summary>What must be true of every page: nobody is shut out, nothing scrolls sideways, nothing foreign runs.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(Stack stack, SiteBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private readonly List<string> wrong = [];

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Every_page_is_open_to_everybody(int width, ColorScheme scheme)
    {
        var eventId = await Shop.Open(stack, "An evening with a rather long name that has to find its way onto a small telephone", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        foreach (var path in (string[])["/", "/events", "/events?query=nothing-like-this&city=Nowhere", $"/events/{eventId}", "/login", "/register", "/legal", "/accessibility", "/nowhere", "/error/500", "/error/429", "/reset", "/reset/sent", "/reset/new?token=old", "/invitation?token=old", "/confirm?token=old", "/first-admin?token=old", "/unsubscribe?token=old"])
        {
            await ada.Page.GotoAsync(path);
            await IsFine(ada, path);
        }

        await ada.Page.GotoAsync("/register");
        await ada.Button("Register").ClickAsync();
        await IsFine(ada, "register with errors");
        await ada.HoldTwo(eventId);
        await IsFine(ada, "checkout");
        await ada.Button("Pay €76.00").ClickAsync();
        await ada.PayWith("4242424242424242");
        await ada.TwoCodes();
        await IsFine(ada, "paid");
        await ada.Page.GotoAsync($"/events/{eventId}");
        await ada.Page.EvaluateAsync("document.querySelector('.count input').removeAttribute('max')");
        await ada.Page.Locator(".count input").First.FillAsync("60");
        await ada.Button("Hold these places").ClickAsync();
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("That is more than one person can have.");
        await IsFine(ada, "refused");
        await ada.Page.GotoAsync("/tickets");
        await IsFine(ada, "tickets");
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Show at the door" }).First.ClickAsync();
        await IsFine(ada, "ticket");
        foreach (var path in (string[])["/account", "/account/name", "/account/email", "/account/password", "/account/sessions", "/account/data", "/account/favourites"])
        {
            await ada.Page.GotoAsync(path);
            await IsFine(ada, path);
        }

        // As long as a name can be, in one word: it stands on the pages of managers and admins too.
        await ada.Page.GotoAsync("/account/name");
        await ada.Field("name").FillAsync(new string('x', 100));
        await ada.Button("Save").ClickAsync();
        await IsFine(ada, "a long name");
        await ada.Page.GotoAsync("/account/password");
        await ada.Button("Change it").ClickAsync();
        await IsFine(ada, "password with errors");
        await ada.Page.GotoAsync("/account/second-factor");
        await IsFine(ada, "second factor");
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.Button("Begin").ClickAsync();
        await IsFine(ada, "second factor begun");
        var secret = string.Concat((await ada.Page.Locator("#secret").InnerTextAsync()).Where(char.IsLetterOrDigit));
        await ada.Field("totp").FillAsync(AuthenticatorApp.Digits(secret));
        await ada.Button("Switch it on").ClickAsync();
        await IsFine(ada, "recovery codes");
        await ada.Page.GotoAsync("/account/second-factor");
        await IsFine(ada, "second factor on");
        await ada.Page.GotoAsync("/account");
        await ada.Button("Log out").ClickAsync();
        await ada.Page.GotoAsync("/login");
        await ada.Field("email").FillAsync(ada.Email);
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.ExactButton("Log in").ClickAsync();
        await Assertions.Expect(ada.Heading("And your digits")).ToBeVisibleAsync();
        await IsFine(ada, "second step");
        await ada.Page.GotoAsync($"/confirm?token={await stack.Token(ada.Email, "confirm")}");
        await IsFine(ada, "confirm");

        await using var mia = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        foreach (var path in (string[])["/manage", $"/manage/events/{eventId}", $"/manage/events/{eventId}/edit", "/manage/events/new", $"/manage/events/{eventId}/attendees", $"/manage/events/{eventId}/attendees?query=nobody", $"/manage/events/{eventId}/mail", "/admin", "/admin?of=everybody", "/admin/events", "/admin/users", $"/admin/events/{eventId}/withdraw", "/admin/managers", "/admin/admins", "/admin/categories", "/admin/mail", "/admin/money", "/admin/money/ledger", "/admin/money/ledger?from=2020-01-01&to=2099-12-31", $"/manage/events/{eventId}/refund", $"/manage/events/{eventId}/cancel"])
        {
            await mia.Page.GotoAsync(path);
            await IsFine(mia, path);
        }

        var invited = $"grace-{Guid.NewGuid():N}@example.org";
        await mia.Page.GotoAsync("/admin/managers");
        await mia.ExactButton("Add").ClickAsync();
        await IsFine(mia, "managers with errors");
        await mia.Field("email").FillAsync(invited);
        await mia.Field("name").FillAsync("Grace Hopper");
        await mia.ExactButton("Add").ClickAsync();
        await IsFine(mia, "managers with one invited");
        await mia.Page.Locator("main li").Filter(new() { HasText = invited }).GetByRole(AriaRole.Link).ClickAsync();
        await IsFine(mia, "an invited manager");
        await ada.Page.GotoAsync($"/invitation?token={await stack.Token(invited, "invitation")}");
        await IsFine(ada, "invitation");
        await mia.Page.GotoAsync("/admin/mail");
        await mia.Page.Locator(".mine.tight a").First.ClickAsync();
        await IsFine(mia, "a written mail");
        await mia.Page.GotoAsync($"/manage/events/{eventId}/codes");
        await mia.Field("code").FillAsync("FRIENDS-OF-THE-HOUSE");
        await mia.Button("Add the code").ClickAsync();
        await IsFine(mia, "codes");
        Assert.True((await mia.Button("Remove").BoundingBoxAsync())!.Height < 60, "Words of the table of codes are broken into letters.");
        await mia.Page.GotoAsync($"/manage/events/{eventId}/door");
        await IsFine(mia, "door");
        await mia.Page.GotoAsync("/manage/events/new");
        await mia.Button("Add a pre-sale").ClickAsync();
        await IsFine(mia, "event form with a pre-sale");
        await mia.Button("Save as a draft").ClickAsync();
        await IsFine(mia, "event form with errors");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task IsFine(Visitor visitor, string name)
    {
        await visitor.Page.WaitForLoadStateAsync(LoadState.Load);
        await visitor.KeepPicture(name);
        wrong.AddRange((await Axe.FindsIn(visitor.Page)).Select(broken => $"{name}: {broken}"));
        if (!await visitor.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
        {
            wrong.Add($"{name} scrolls sideways");
        }

        if (!await visitor.Page.EvaluateAsync<bool>("[...document.querySelectorAll('.field input')].every(i => i.getBoundingClientRect().right <= i.closest('.field').getBoundingClientRect().right + 1)"))
        {
            wrong.Add($"{name}: a field sticks out of its column");
        }

        wrong.AddRange(visitor.Complaints);
    }
}
