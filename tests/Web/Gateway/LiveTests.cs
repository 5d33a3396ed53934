using System.Net;

namespace EventTicket.Tests.Gateway;

/// <summary>What open pages are told while a sale runs.</summary>
[Collection(StackCollection.Name)]
public sealed class LiveTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Who_watches_is_told_how_it_stands_at_once_and_then_each_change_and_never_a_number()
    {
        var (sale, ada, bob) = (await desk.OnSale(capacity: 11), await desk.User(), await desk.User());
        using var line = await desk.Watch(sale.EventId);

        Assert.Equal("published many many many", await line.Left());
        await desk.Hold(sale, ada);
        Assert.Equal("published many few many", await line.Left());
        var order = (await desk.Hold(sale, bob, quantity: 10)).GetProperty("orderId").GetGuid();
        Assert.Equal("published many none many", await line.Left());
        await desk.Send("DELETE", $"/purchase/orders/{order}", bob.Token);
        Assert.Equal(
            $$"""{"eventId":"{{sale.EventId}}","status":"published","left":"many","ticketTypes":[{"ticketTypeId":"{{sale.Stalls}}","left":"few"},{"ticketTypeId":"{{sale.Balcony}}","left":"many"}]}""",
            await line.Next());
    }

    [Fact]
    public async Task The_line_says_when_to_come_back_and_nothing_on_the_way_may_keep_it()
    {
        using var line = await desk.Watch((await desk.OnSale()).EventId);
        await line.Next();

        Assert.Matches("^retry: [2-7][0-9]{3}$", Assert.Single(line.Others));
        Assert.Equal("no-store, no-transform", line.Response.Headers.CacheControl?.ToString());
        Assert.Equal("no", Assert.Single(line.Response.Headers.GetValues("X-Accel-Buffering")));
        Assert.Empty(line.Response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Who_watches_is_told_that_the_event_was_withdrawn_came_back_and_was_cancelled()
    {
        var (sale, admin) = (await desk.OnSale(), await desk.Admin());
        using var line = await desk.Watch(sale.EventId);
        await line.Next();

        (await desk.Send("POST", $"/admin_management/events/{sale.EventId}/withdraw", admin.Token, new { reason = "It names another event." })).Must(HttpStatusCode.OK);
        Assert.Equal("withdrawn closed", await line.Left());
        (await desk.Send("POST", $"/admin_management/events/{sale.EventId}/restore", admin.Token)).Must(HttpStatusCode.OK);
        Assert.Equal("published many many many", await line.Left());
        (await desk.Send("POST", $"/events/{sale.EventId}/cancel", admin.Token)).Must(HttpStatusCode.OK);
        Assert.Equal("cancelled closed closed closed", await line.Left());
    }

    [Fact]
    public async Task What_nobody_may_see_cannot_be_watched()
    {
        var draft = (await desk.Send("POST", "/events", (await desk.Admin()).Token, await desk.EventBody())).Must(HttpStatusCode.Created);

        var refused = await desk.Send("GET", $"/catalog/events/{draft.Json.GetProperty("eventId").GetGuid()}/live");

        Assert.Equal(refused.MustBe(HttpStatusCode.NotFound, "not-found").Text, (await desk.Send("GET", $"/catalog/events/{Guid.NewGuid()}/live")).Text);
    }
}
