using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>How a manager gives money back, and what its buyer reads.</summary>
[Collection(BrowserCollection.Name)]
public sealed class RefundingTests(Stack stack, SiteBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task A_manager_refunds_a_ticket_cancels_the_event_and_the_buyer_reads_both(int width)
    {
        var eventId = await Shop.Open(stack, "An evening that was called off", Stop);
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.HoldTwo(eventId);
        await ada.Button("Pay €76.00").ClickAsync();
        await ada.PayWith("4242424242424242");
        await ada.TwoCodes();
        var (order, number) = (ada.Page.Url.Split('?')[0], await ada.Page.Locator("aside .num").Last.InnerTextAsync());

        await using var mia = await browser.Visit(stack.SiteUrl, width);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync($"/manage/events/{eventId}");
        await mia.IsFine("sheet");
        await mia.Link("Refund an order").ClickAsync();
        await mia.Field("order").FillAsync("0193a1b2-00000000");
        await mia.Button("Find it").ClickAsync();
        await Expect(mia.Says("We could not find that.")).ToBeVisibleAsync();
        await mia.IsFine("refund unknown");
        await mia.Field("order").FillAsync(number);
        await mia.Button("Find it").ClickAsync();
        await Expect(mia.Page.Locator("[name=tickets]:checked")).ToHaveCountAsync(2);
        await mia.Page.Locator("[name=tickets]").First.UncheckAsync();
        await mia.Page.Locator("[name=tickets]").Last.UncheckAsync();
        await mia.Button("Look at it once more").ClickAsync();
        await Expect(mia.Page.Locator("#errors")).ToContainTextAsync("Choose at least one.");
        await mia.IsFine("refund with errors");
        await mia.Page.Locator("[name=tickets]").First.CheckAsync();
        await mia.Field("reason").FillAsync("fell ill");
        await mia.Button("Look at it once more").ClickAsync();
        await Expect(mia.Heading("Refund 1 ticket?")).ToBeVisibleAsync();
        await mia.IsFine("refund confirm");
        await mia.ExactButton("Refund it").ClickAsync();
        await Expect(mia.Says("1 ticket ended, and €38.00 goes back to the buyer by itself.")).ToBeVisibleAsync();
        await Expect(mia.Page.Locator("[name=tickets]")).ToHaveCountAsync(1);
        await mia.IsFine("refund done");

        await ada.Page.GotoAsync(order);
        await Expect(ada.Page.GetByText("Part of this order was refunded")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator(".ticket.void")).ToHaveCountAsync(1);
        await ada.IsFine("order partly refunded");

        await mia.Page.GotoAsync($"/manage/events/{eventId}");
        await mia.Link("Cancel this event").ClickAsync();
        await mia.IsFine("cancel");
        await mia.Button("Cancel the event and refund everybody").ClickAsync();
        await Expect(mia.Page.Locator("#errors")).ToContainTextAsync("Tick this first");
        await mia.Page.Locator("#sure").CheckAsync();
        await mia.Button("Cancel the event and refund everybody").ClickAsync();
        await Expect(mia.Page.GetByText("This event is cancelled").First).ToBeVisibleAsync();
        var refunded = mia.Page.Locator(".tile").Filter(new() { HasText = "Orders refunded" }).Locator("b");
        while (await refunded.CountAsync() == 0 || await refunded.InnerTextAsync() != "1")
        {
            await Task.Delay(300, Stop);
            await mia.Link("Look again").ClickAsync();
        }

        await Expect(mia.Link("Cancel this event")).ToHaveCountAsync(0);
        await mia.IsFine("sheet cancelled");

        await ada.Page.GotoAsync(order);
        await Expect(ada.Heading("This order was refunded")).ToBeVisibleAsync();
        await Expect(ada.Page.GetByText("The event does not take place. What you paid goes back to you")).ToBeVisibleAsync();
        await ada.IsFine("order refunded");
        await ada.Page.GotoAsync("/tickets");
        await Expect(ada.Page.GetByText("This event was cancelled.")).ToBeVisibleAsync();
        await Expect(ada.Page.Locator(".ticket.void")).ToHaveCountAsync(2);
        await ada.IsFine("tickets cancelled");
    }
}
