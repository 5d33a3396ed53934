using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using EventTicket.Tests.Gateway;
using EventTicket.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>The stories of users, managers and admins on a phone whose browser runs no script. Buying alone is in <see cref="BuyingTests"/>, the door in <see cref="DoorTests"/>.</summary>
[Collection(BrowserCollection.Name)]
public sealed class WithoutScriptTests(Stack stack, SiteBrowser browser) : IDisposable
{
    private const string Card = "4242424242424242";

    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task An_invited_manager_sells_out_with_a_code_refunds_a_ticket_to_who_waits_and_cancels()
    {
        await using var mia = await Phone();
        await using var grace = await Phone();
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await Invites(mia, grace);
        var title = $"Night ferry {Guid.NewGuid().ToString("N")[..8]}";
        var eventId = await Inserts(grace, title);
        await grace.Link("Codes").ClickAsync();
        await grace.Field("code").FillAsync("FERRY-10");
        await grace.Field("kind").SelectOptionAsync("percent");
        await grace.Field("value").FillAsync("10");
        await grace.Button("Add the code").ClickAsync();
        await Expect(grace.Page.GetByRole(AriaRole.Rowheader, new() { Name = "FERRY-10" })).ToBeVisibleAsync();
        await grace.IsFine("codes without script", script: false);

        await using var carl = await Phone();
        await carl.RegisterAtHome();
        await carl.Page.GotoAsync($"/events/{eventId}");
        await carl.Page.GetByText("I have a code").ClickAsync();
        await carl.Field("code").FillAsync("ferry-10");
        await carl.Button("Use it").ClickAsync();
        await carl.Page.Locator(".count input").Last.FillAsync("2");
        await carl.Button("Hold these places").ClickAsync();
        await carl.Button("Pay €72.00").ClickAsync();
        await carl.PayWith(Card);
        await carl.TwoCodes();
        await carl.IsFine("paid with a code without script", script: false);
        var (order, number) = (carl.Page.Url.Split('?')[0], await carl.Page.Locator("aside .num").Last.InnerTextAsync());

        await using var dora = await Phone();
        await dora.RegisterAtHome();
        await dora.Page.GotoAsync($"/events/{eventId}");
        await dora.Page.GetByText("Wait for what is sold out").ClickAsync();
        await dora.Button("Join the waiting list").ClickAsync();
        await Expect(dora.Heading(title)).ToBeVisibleAsync();
        await Expect(dora.Page.GetByText("Number 1", new() { Exact = true })).ToBeVisibleAsync();

        await grace.Page.GotoAsync($"/manage/events/{eventId}");
        await Expect(grace.Page.Locator(".tile").First).ToContainTextAsync("€72.00");
        await grace.Link("Refund an order").ClickAsync();
        await grace.Field("order").FillAsync(number);
        await grace.Button("Find it").ClickAsync();
        await grace.Page.Locator("[name=tickets]").First.UncheckAsync();
        await grace.Field("reason").FillAsync("fell ill");
        await grace.Button("Look at it once more").ClickAsync();
        await grace.ExactButton("Refund it").ClickAsync();
        await Expect(grace.Says("1 ticket ended, and €36.00 goes back to the buyer by itself.")).ToBeVisibleAsync();
        await grace.IsFine("refunded without script", script: false);
        await dora.Page.GotoAsync("/waiting-list");
        await dora.Link("Take them").ClickAsync();
        await Expect(dora.Heading("Your place is held")).ToBeVisibleAsync();
        await Expect(dora.Page.Locator("#clock b")).ToHaveTextAsync(new Regex(@"^2[34]:\d\d:\d\d$"));
        await dora.IsFine("offer without script", script: false);

        await grace.Page.GotoAsync($"/manage/events/{eventId}");
        await Expect(grace.Page.Locator(".tile").First).ToContainTextAsync("€36.00");
        await grace.Link("Cancel this event").ClickAsync();
        await grace.Page.Locator("#sure").CheckAsync();
        await grace.Button("Cancel the event and refund everybody").ClickAsync();
        await Expect(grace.Page.GetByText("This event is cancelled").First).ToBeVisibleAsync();
        await grace.IsFine("cancelled without script", script: false);
        await carl.Page.GotoAsync("/tickets");
        await Expect(carl.Page.GetByText("This event was cancelled.")).ToBeVisibleAsync();
        await carl.Page.GotoAsync(order);
        // The first until its refund is decided.
        await Expect(carl.Page.Locator("main h1")).ToHaveTextAsync(new Regex("This event was cancelled|This order was refunded"));
        await carl.IsFine("order of a cancelled event without script", script: false);

        await mia.Page.GotoAsync("/admin");
        await Expect(mia.Page.Locator("ol.mine li").Filter(new() { HasText = "Invited as a manager:" }).First).ToBeVisibleAsync();
        await mia.IsFine("record without script", script: false);
    }

    [Fact]
    public async Task A_user_follows_a_category_books_pays_gives_a_ticket_away_and_gets_a_new_password()
    {
        var eventId = (await desk.Send("POST", "/events", (await desk.Admin()).Token, await desk.PreSaleBody())).Must(HttpStatusCode.Created).Json.GetProperty("eventId").GetGuid();
        await using var ada = await Phone();
        await ada.RegisterAtHome();
        await Follows(ada);

        await ada.Page.GotoAsync($"/events/{eventId}");
        await ada.Field("quantity").First.FillAsync("2");
        await ada.Button("Book these places").ClickAsync();
        await Expect(ada.Page).ToHaveURLAsync(new Regex("/pre-sales"));
        await Expect(ada.Page.GetByText("To be paid")).ToBeVisibleAsync();
        await ada.IsFine("booked without script", script: false);
        await ada.Button("Pay €40.00").ClickAsync();
        await Expect(ada.Heading("Your places are held")).ToBeVisibleAsync();
        await ada.Button("Pay €40.00").ClickAsync();
        await ada.PayWith(Card);
        var codes = await ada.TwoCodes();

        await using var ben = await Phone();
        await ada.Page.GotoAsync("/tickets");
        await ada.Link("Show at the door").First.ClickAsync();
        await ada.Link("Give it to somebody else").ClickAsync();
        await ada.Field("email").FillAsync(ben.Email);
        await ada.Button("Offer it to them").ClickAsync();
        await Expect(ada.Says($"It is on offer to {ben.Email}.")).ToBeVisibleAsync();
        await ada.IsFine("on offer without script", script: false);
        await ben.RegisterAtHome();
        await ben.Page.GotoAsync($"/confirm?token={await stack.Token(ben.Email, "confirm")}");
        await ben.Button("Confirm").ClickAsync();
        await Expect(ben.Says("Confirmed.")).ToBeVisibleAsync();
        await ben.Page.GotoAsync(await stack.Offer(ben.Email));
        await ben.Button("Take the ticket").ClickAsync();
        await Expect(ben.Says("It is yours.")).ToBeVisibleAsync();
        Assert.DoesNotContain(await ben.Page.Locator(".ticket .code").First.TextContentAsync(), codes);
        await ben.IsFine("taken without script", script: false);

        await ada.Page.GotoAsync("/account");
        await ada.Button("Log out").ClickAsync();
        await ada.Link("Log in").ClickAsync();
        await ada.Link("Forgot your password?").ClickAsync();
        await ada.Field("email").FillAsync(ada.Email);
        await ada.Button("Mail me the link").ClickAsync();
        await Expect(ada.Heading("Look for our link")).ToBeVisibleAsync();
        await ada.Page.GotoAsync($"/reset/new?token={await stack.Token(ada.Email, "reset")}");
        await ada.Field("newPassword").FillAsync("nine blue tricycles");
        await ada.Button("Set it").ClickAsync();
        await Expect(ada.Says("Your new password counts from now on.")).ToBeVisibleAsync();
        await ada.LogIn(ada.Email, "nine blue tricycles");
        await ada.Page.GotoAsync("/tickets");
        await Expect(ada.Page.Locator(".ticket.void")).ToContainTextAsync("Given away");
        await ada.IsFine("tickets without script", script: false);
    }

    private Task<Visitor> Phone() => browser.Visit(stack.SiteUrl, 390, script: false);

    private async Task Invites(Visitor admin, Visitor invited)
    {
        await admin.Page.GotoAsync("/admin");
        await admin.Link("Managers").ClickAsync();
        await admin.Field("email").FillAsync(invited.Email);
        await admin.Field("name").FillAsync("Grace Hopper");
        await admin.ExactButton("Add").ClickAsync();
        await Expect(admin.Says("The invitation is on its way.")).ToBeVisibleAsync();

        await invited.Page.GotoAsync($"/invitation?token={await stack.Token(invited.Email, "invitation")}");
        await invited.Field("newPassword").FillAsync(Visitor.Password);
        await invited.Button("Accept").ClickAsync();
        await Expect(invited.Says("Your new password counts from now on.")).ToBeVisibleAsync();
        await invited.LogIn(invited.Email, Visitor.Password);
    }

    /// <summary>Two seats at 40.00 EUR beside a type and a pre-sale that were added by mistake; published, and the sheet is open.</summary>
    private static async Task<string> Inserts(Visitor manager, string title)
    {
        var day = DateTime.UtcNow.AddDays(40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await manager.Link("Manage").ClickAsync();
        await manager.Link("New event").ClickAsync();
        await manager.Field("title").FillAsync(title);
        await manager.Field("categoryId").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await manager.Button("Add a ticket type").ClickAsync();
        await manager.Button("Remove ticket type 2").ClickAsync();
        await manager.Button("Add a pre-sale").ClickAsync();
        await manager.Field("preSale.capacity").FillAsync("1");
        await manager.Button("Remove the pre-sale").ClickAsync();
        await Expect(manager.Field("title")).ToHaveValueAsync(title);
        await manager.Field("venue.name").FillAsync("Pier 4");
        await manager.Field("venue.address").FillAsync("Via del Porto 4");
        await manager.Field("venue.city").FillAsync("Ancona");
        await manager.Field("startsAt").FillAsync(day + "T22:00");
        await manager.Field("endsAt").FillAsync(day + "T23:30");
        await manager.Field("ticketTypes[0].name").FillAsync("Deck");
        await manager.Field("ticketTypes[0].price").FillAsync("40");
        await manager.Field("ticketTypes[0].capacity").FillAsync("2");
        await manager.Button("Save as a draft").ClickAsync();
        await Expect(manager.Page).ToHaveURLAsync(new Regex("/manage/events/[0-9a-f-]{36}$"));
        await manager.Button("Publish").ClickAsync();
        await Expect(manager.Page.GetByText("Published")).ToBeVisibleAsync();
        await manager.IsFine("sheet without script", script: false);
        await manager.Page.GotoAsync("/manage");
        await manager.IsFine("my events without script", script: false);
        await manager.Link(title).ClickAsync();
        await Expect(manager.Heading(title)).ToBeVisibleAsync();
        return manager.Page.Url.Split('/')[^1];
    }

    private static async Task Follows(Visitor user)
    {
        await user.Page.GotoAsync("/events");
        var chip = user.Page.Locator(".chips a").Nth(1);
        var name = await chip.InnerTextAsync();
        await chip.ClickAsync();
        await user.Button("Follow").ClickAsync();
        await Expect(user.Says("You follow it now.")).ToBeVisibleAsync();
        await user.Page.GotoAsync("/account/favourites");
        await user.Button($"No mails about {name}").ClickAsync();
        await Expect(user.Page.GetByText("Mails off")).ToBeVisibleAsync();
        await user.Button($"Mail me about {name}").ClickAsync();
        await Expect(user.Page.GetByText("Mails on", new() { Exact = true })).ToBeVisibleAsync();
        await user.IsFine("favourites without script", script: false);
    }
}
