using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EventTicket.Tests.Browser;

/// <summary>The journeys of buyers, in a real browser, through the whole running system.</summary>
[Collection(BrowserCollection.Name)]
public sealed class BuyingTests(Stack stack, SiteBrowser browser)
{
    private const string Good = "4242 4242 4242 4242";
    private const string Refused = "4000 0000 0000 0002";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_registers_searches_buys_two_tickets_and_sees_their_codes()
    {
        var title = $"Night Trains {Guid.NewGuid().ToString("N")[..8]}";
        await Shop.Open(stack, title, Stop);
        await using var ada = await browser.Visit(stack.SiteUrl, width: 390);

        await ada.Page.GotoAsync("/");
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Register" }).ClickAsync();
        await ada.Register();
        await ada.Page.GetByLabel("Search events").FillAsync(title);
        await ada.Button("Search").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await ada.Page.GetByLabel("Stalls", new() { Exact = true }).FillAsync("2");
        await Assertions.Expect(ada.Page.Locator("#total .price")).ToHaveTextAsync("€76.00");
        await ada.Button("Hold these places").ClickAsync();

        await Assertions.Expect(ada.Heading("Your places are held")).ToBeVisibleAsync();
        await ada.Button("Pay €76.00").ClickAsync();
        await ada.PayWith(Good);

        var codes = await ada.TwoCodes();
        Assert.All(codes, code => Assert.Matches("^[0-9A-HJKMNP-TV-Z]{26}$", code));
        Assert.Equal(2, codes.Distinct().Count());
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(codes[i], await Scanner.Read(ada.Page.Locator(".qr img").Nth(i), Stop));
        }

        await ada.Page.GotoAsync("/tickets");
        Assert.Equal(codes.Order(), (await ada.TwoCodes()).Order());
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_refused_card_is_said_clearly_and_a_good_one_pays_the_same_hold()
    {
        var eventId = await Shop.Open(stack, "Refused once", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.HoldTwo(eventId);
        var order = ada.Page.Url;

        await ada.Button("Pay €76.00").ClickAsync();
        await ada.PayWith(Refused);
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync(new Regex("Your bank refused (this|that) card. Nothing was charged"));
        await ada.PayWith(Good);

        await ada.TwoCodes();
        Assert.Equal(order, ada.Page.Url.Split('?')[0]);
    }

    [Fact]
    public async Task Who_turns_back_on_the_payment_page_still_holds_the_places_and_can_release_them()
    {
        var eventId = await Shop.Open(stack, "Turned back", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.HoldTwo(eventId);
        var order = ada.Page.Url;

        await ada.Button("Pay €76.00").ClickAsync();
        await ada.Page.Locator("#card-number").WaitForAsync();
        await ada.Page.GotoAsync(order);
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Continue to the payment page" }).ClickAsync();
        await ada.Page.Locator("#card-number").WaitForAsync();
        await ada.Page.GotoAsync(order + "/cancelled");
        await Assertions.Expect(ada.Page.Locator("#clock")).ToBeVisibleAsync();
        await ada.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("release", RegexOptions.IgnoreCase) }).ClickAsync();
        await Assertions.Expect(ada.Heading("You gave the places back")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Everything_works_with_script_switched_off()
    {
        var eventId = await Shop.Open(stack, "Without script", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl, width: 390, script: false);

        // Not signed in: the choice survives the way through the registration.
        await ada.Page.GotoAsync($"/events/{eventId}");
        await ada.Page.Locator(".count input").First.FillAsync("2");
        await ada.Button("Log in and hold these places").ClickAsync();
        await ada.Page.GetByRole(AriaRole.Link, new() { Name = "Make an account" }).ClickAsync();
        await ada.Register();
        await Assertions.Expect(ada.Page.Locator(".count input").First).ToHaveValueAsync("2");
        await ada.Button("Hold these places").ClickAsync();
        await ada.Button("Pay €76.00").ClickAsync();
        await ada.PayWith(Good);

        Assert.Equal(2, (await ada.TwoCodes()).Count);
    }

    [Fact]
    public async Task A_keyboard_is_enough()
    {
        var eventId = await Shop.Open(stack, "By keyboard", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.Page.GotoAsync("/register");
        await ada.Register();
        await ada.Arrive("/register");
        await ada.Page.GotoAsync($"/events/{eventId}");
        var keys = ada.Page.Keyboard;

        await keys.PressAsync("Tab");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to content" })).ToBeFocusedAsync();
        await keys.PressAsync("Enter");
        await TabTo(ada, ".count input");
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("ArrowUp");
        await keys.PressAsync("Enter");
        await Assertions.Expect(ada.Page).ToHaveURLAsync(new Regex("/orders/"));
        await TabTo(ada, "form[action$='/pay'] button");
        await keys.PressAsync("Enter");
        await ada.Page.Locator("#card-number").WaitForAsync();
        foreach (var (field, text) in new[] { ("#card-number", "4242424242424242"), ("#card-expiry", "12/44"), ("#card-cvc", "123"), ("#card-name", "Ada Lovelace") })
        {
            await TabTo(ada, field);
            await keys.TypeAsync(text);
        }

        await keys.PressAsync("Enter");
        await ada.TwoCodes();
    }

    [Fact]
    public async Task Two_presses_of_the_same_form_hold_once_and_a_new_choice_takes_the_old_ones_place()
    {
        var eventId = await Shop.Open(stack, "Pressed twice", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.Page.GotoAsync("/register");
        await ada.Register();
        await ada.Arrive("/register");
        await ada.Page.GotoAsync($"/events/{eventId}");
        var form = await ada.Page.EvaluateAsync<Dictionary<string, string>>(
            "() => { document.querySelector('.count input').value = '2'; return Object.fromEntries(new FormData(document.getElementById('hold'))); }");

        var orders = new List<string>();
        for (var press = 0; press < 2; press++)
        {
            var data = ada.Page.APIRequest.CreateFormData();
            foreach (var (name, value) in form)
            {
                data.Append(name, value);
            }

            var answer = await ada.Page.APIRequest.PostAsync($"{stack.SiteUrl}/events/{eventId}/hold", new() { Form = data, MaxRedirects = 0 });
            orders.Add(answer.Headers["location"]);
        }

        Assert.Equal(orders[0], orders[1]);
        await ada.Page.GotoAsync($"/events/{eventId}");
        await Assertions.Expect(ada.Page.GetByText("You hold 2 places.")).ToBeVisibleAsync();
        await ada.Page.Locator(".count input").First.FillAsync("3");
        await ada.Button("Hold these places").ClickAsync();
        await Assertions.Expect(ada.Button("Pay €114.00")).ToBeVisibleAsync();
        await ada.Page.GotoAsync(orders[0]);
        await Assertions.Expect(ada.Heading("You chose again")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_is_somebody_elses_is_not_there()
    {
        var eventId = await Shop.Open(stack, "Mine", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.HoldTwo(eventId);
        await using var eve = await browser.Visit(stack.SiteUrl);
        await eve.Page.GotoAsync("/register");
        await eve.Register();
        await eve.Arrive("/register");

        var foreign = await eve.Page.APIRequest.GetAsync(ada.Page.Url);
        var unknown = await eve.Page.APIRequest.GetAsync($"{stack.SiteUrl}/orders/{Guid.NewGuid()}");
        Assert.Equal((404, 404), (foreign.Status, unknown.Status));
        Assert.Equal(await unknown.TextAsync(), await foreign.TextAsync());
    }

    private static async Task TabTo(Visitor visitor, string selector)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector))
            {
                return;
            }
        }

        Assert.Fail($"Forty presses of Tab did not reach {selector} on {visitor.Page.Url}.");
    }
}
