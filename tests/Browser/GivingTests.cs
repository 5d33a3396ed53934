using EventTicket.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>Somebody buys two places and gives one of them away.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GivingTests(Stack stack, SiteBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task A_friend_registers_confirms_and_takes_the_ticket(int width, ColorScheme scheme)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await ada.HoldTwo(await Shop.Open(stack, "An evening for two", Stop));
        await ada.Button("Pay €76.00").ClickAsync();
        await ada.PayWith("4242424242424242");
        await ada.TwoCodes();
        await ada.Page.GotoAsync("/tickets");
        await ada.Link("Show at the door").First.ClickAsync();
        await ada.IsFine("ticket with files");
        await ada.Link("Give it to somebody else").ClickAsync();
        await ada.Button("Offer it to them").ClickAsync();
        await Expect(ada.Page.Locator("#errors")).ToContainTextAsync("Must be one e-mail address");
        await ada.IsFine("give with errors");
        await using var grace = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await ada.Field("email").FillAsync(grace.Email);
        await ada.Button("Offer it to them").ClickAsync();
        await Expect(ada.Says($"It is on offer to {grace.Email}.")).ToBeVisibleAsync();
        await ada.IsFine("give on offer");

        await grace.RegisterAtHome();
        var link = await stack.Offer(grace.Email);
        await grace.Page.GotoAsync(link);
        await Expect(grace.Says("Confirm your e-mail address first.")).ToBeVisibleAsync();
        await grace.IsFine("offered unconfirmed");
        await grace.Page.GotoAsync($"/confirm?token={await stack.Token(grace.Email, "confirm")}");
        await grace.Button("Confirm").ClickAsync();
        await grace.Page.GotoAsync(link);
        await grace.IsFine("offered");
        await grace.Button("Take the ticket").ClickAsync();
        await Expect(grace.Says("It is yours.")).ToBeVisibleAsync();
        await Expect(grace.Page.Locator(".ticket .qr img")).ToHaveCountAsync(1);

        await ada.Page.GotoAsync("/tickets");
        await Expect(ada.Page.Locator(".ticket.void")).ToContainTextAsync("Given away");
        await ada.IsFine("tickets one given");
    }
}
