using System.Net;
using System.Text.RegularExpressions;
using EventTicket.Tests.Gateway;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>Who comes before the sale books, who comes too late waits, and who has a code uses it.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BeforeAndAfterTheSaleTests(Stack stack, SiteBrowser browser) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task A_pre_sale_is_booked_stands_among_mine_and_is_paid_or_given_up(int width, ColorScheme scheme)
    {
        var eventId = (await desk.Send("POST", "/events", (await desk.Admin()).Token, await desk.PreSaleBody())).Must(HttpStatusCode.Created).Json.GetProperty("eventId").GetGuid();
        await using var ada = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await ada.Page.GotoAsync($"/events/{eventId}");
        await ada.IsFine("pre-sale for strangers");
        await ada.RegisterAtHome();
        await ada.Page.GotoAsync("/pre-sales");
        await ada.IsFine("no pre-sales");
        await ada.Page.GotoAsync($"/events/{eventId}");
        await ada.Field("quantity").First.FillAsync("2");
        await ada.IsFine("pre-sale");
        await ada.Button("Book these places").ClickAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Regex("/pre-sales"));
        await Expect(ada.Heading("Spring concert")).ToBeVisibleAsync();
        await ada.IsFine("pre-sale booked");

        await ada.Button("Pay €40.00").ClickAsync();
        await Expect(ada.Heading("Your places are held")).ToBeVisibleAsync();
        await ada.IsFine("pre-sale at the checkout");
        await ada.Button("Pay €40.00").ClickAsync();
        await ada.PayWith("4242424242424242");
        await ada.TwoCodes();
        await ada.Page.GotoAsync("/pre-sales");
        await ada.IsFine("pre-sale paid");
        await ada.Page.GetByText("Give it up").ClickAsync();
        await ada.Button("Cancel this booking").ClickAsync();
        await Expect(ada.Page.GetByText("Give it up")).ToBeHiddenAsync();
        await ada.IsFine("pre-sale given up");
    }

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task Who_comes_too_late_waits_and_is_offered_what_comes_back(int width, ColorScheme scheme)
    {
        var (sale, carl) = (await desk.OnSale(capacity: 1), await desk.User());
        var last = (await desk.Hold(sale, carl)).GetProperty("orderId").GetGuid();
        await using var ada = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await ada.RegisterAtHome();
        await ada.Page.GotoAsync("/waiting-list");
        await ada.IsFine("nothing waited for");
        await ada.Page.GotoAsync($"/events/{sale.EventId}");
        await ada.Page.GetByText("Wait for what is sold out").ClickAsync();
        await ada.IsFine("sold out");
        await ada.Button("Join the waiting list").ClickAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Regex("/waiting-list"));
        await Expect(ada.Heading("Spring concert")).ToBeVisibleAsync();
        await ada.IsFine("waiting");

        (await desk.Send("DELETE", $"/purchase/orders/{last}", carl.Token)).Must(HttpStatusCode.NoContent);
        await ada.Page.GotoAsync("/waiting-list");
        await ada.IsFine("offered");
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Take them" }).ClickAsync();
        await Expect(ada.Heading("Your place is held")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator("#clock b")).ToHaveTextAsync(new Regex(@"^2[34]:\d\d:\d\d$"));
        await ada.IsFine("offer at the checkout");
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task A_manager_makes_a_code_and_a_buyer_pays_less_with_it(int width, ColorScheme scheme)
    {
        var sale = await desk.OnSale();
        await using var mia = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync($"/manage/events/{sale.EventId}/codes");
        await mia.IsFine("no codes");
        await mia.Button("Add the code").ClickAsync();
        await mia.IsFine("codes with errors");
        await mia.Field("code").FillAsync("SPRING-10");
        await mia.Field("kind").SelectOptionAsync("percent");
        await mia.Field("value").FillAsync("10");
        await mia.Button("Add the code").ClickAsync();
        await Expect(mia.Page.GetByRole(AriaRole.Rowheader, new() { Name = "SPRING-10" })).ToBeVisibleAsync();
        await mia.IsFine("codes");

        await using var ada = await browser.Visit(stack.SiteUrl, width, scheme: scheme);
        await ada.RegisterAtHome();
        await ada.Page.GotoAsync($"/events/{sale.EventId}");
        await ada.Page.GetByText("I have a code").ClickAsync();
        await ada.Field("code").FillAsync("spring-10");
        await ada.Button("Use it").ClickAsync();
        await ada.IsFine("a code typed");
        await ada.Page.Locator(".count input").First.FillAsync("1");
        await ada.Button("Hold these places").ClickAsync();
        await Expect(ada.Button("Pay €40.50")).ToBeVisibleAsync();
        await ada.IsFine("checkout with a code");
    }
}
