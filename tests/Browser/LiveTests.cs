using EventTicket.Tests.Gateway;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>Pages that stay open while others buy.</summary>
[Collection(BrowserCollection.Name)]
public sealed class LiveTests(Stack stack, SiteBrowser browser) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task What_sells_out_and_comes_back_shows_on_an_open_page_and_without_script_on_the_next_look(int width, ColorScheme scheme)
    {
        var (sale, carl) = (await desk.OnSale(capacity: 2), await desk.User());
        await using var ada = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await using var ben = await browser.Visit(stack.SiteUrl, width, script: false, scheme: scheme);
        await ada.Page.GotoAsync($"/events/{sale.EventId}");
        await Expect(ada.Page.Locator("#as-of")).ToBeHiddenAsync();
        await Stalls(ada).Locator("input").FillAsync("2");
        await ada.IsFine("open page");
        await ben.Page.GotoAsync($"/events/{sale.EventId}");
        await Expect(ben.Page.Locator("#as-of")).ToContainTextAsync("As of ");
        await ben.IsFine("open page without script", script: false);

        var order = (await desk.Hold(sale, carl, quantity: 2)).GetProperty("orderId").GetGuid();

        await Expect(Stalls(ada)).ToContainTextAsync("Sold out");
        await Expect(Stalls(ada).Locator("input")).ToBeDisabledAsync();
        await Expect(ada.Page.Locator("#total")).ToBeHiddenAsync();
        await Expect(ada.Page.Locator("#left-says")).ToHaveTextAsync("Stalls: Sold out");
        await ada.IsFine("open page with something sold out");
        await Expect(Stalls(ben)).ToContainTextAsync("Available");
        await ben.Link("Look again").ClickAsync();
        await Expect(Stalls(ben)).ToContainTextAsync("Sold out");

        await using var cleo = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await cleo.Page.GotoAsync($"/events/{sale.EventId}");
        await Expect(cleo.Page.Locator("#as-of")).ToBeHiddenAsync();

        await desk.Send("DELETE", $"/purchase/orders/{order}", carl.Token);
        await Expect(Stalls(ada)).ToContainTextAsync("Available");
        await Expect(Stalls(ada).Locator("input")).ToHaveValueAsync("2");
        await Expect(cleo.Says("There are places now.")).ToBeVisibleAsync();
        await cleo.IsFine("open page with places that came back");
        await cleo.Link("Look again").ClickAsync();
        await Expect(Stalls(cleo).Locator("input")).ToBeEnabledAsync();
    }

    [Fact]
    public async Task The_checkout_tells_what_is_left_beside_one_s_own_places_and_that_the_event_was_cancelled()
    {
        var (sale, carl) = (await desk.OnSale(capacity: 4), await desk.User());
        await using var ada = await browser.Visit(stack.SiteUrl, 390);
        await ada.HoldTwo(sale.EventId);
        var left = ada.Page.Locator("[data-name=Stalls]");
        await Expect(left).ToContainTextAsync("Few left");

        await desk.Hold(sale, carl, quantity: 2);

        await Expect(left).ToContainTextAsync("Sold out");
        await ada.IsFine("checkout when everything else is gone");
        await desk.Send("POST", $"/events/{sale.EventId}/cancel", (await desk.Admin()).Token);
        await Expect(ada.Says("This event was cancelled.")).ToBeVisibleAsync();
        await ada.IsFine("checkout of an event that is cancelled meanwhile");
    }

    private static ILocator Stalls(Visitor visitor) => visitor.Page.Locator(".type[data-name=Stalls]");
}
