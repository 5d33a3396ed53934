using System.Net;
using EventTicket.Tests.Gateway;
using Microsoft.Playwright;
using Npgsql;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>A phone at the door, with an account and by a link, with script and without.</summary>
[Collection(BrowserCollection.Name)]
public sealed class DoorTests(Stack stack, SiteBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task Whoever_has_the_link_lets_people_in_until_it_is_revoked(int width, bool script)
    {
        var (eventId, codes) = await Sold();
        await using var mia = await browser.Visit(stack.SiteUrl, width, script);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync($"/manage/events/{eventId}");
        await mia.Page.GetByRole(AriaRole.Link, new() { Name = "Door", Exact = true }).ClickAsync();
        await mia.Field("name").FillAsync("South gate");
        await mia.ExactButton("Make it").ClickAsync();
        var link = await mia.Page.Locator(".notice code").InnerTextAsync();
        await mia.IsFine("door with a link", script);

        await using var joe = await browser.Visit(stack.SiteUrl, width, script, ColorScheme.Dark);
        await joe.Page.GotoAsync(link);
        Assert.EndsWith("/door", joe.Page.Url, StringComparison.Ordinal);
        await Expect(joe.Field("Gate")).ToHaveValueAsync("South gate");
        await Scan(joe, codes[0]);
        await Expect(joe.Heading("Come in")).ToBeVisibleAsync();
        await joe.IsFine("door yes", script);
        await Scan(joe, codes[0]);
        await Expect(joe.Heading("Stop")).ToBeVisibleAsync();
        await Expect(joe.Page.Locator(".verdict")).ToContainTextAsync("Used already.");
        await Expect(joe.Page.Locator(".verdict")).ToContainTextAsync("South gate");
        await joe.IsFine("door no", script);
        await Scan(joe, "not a code");
        await Expect(joe.Page.Locator(".verdict")).ToContainTextAsync("No ticket has this code.");
        await Expect(joe.Page.Locator(".tile b").First).ToHaveTextAsync("1");
        await joe.Button("Undo").First.ClickAsync();
        await Expect(joe.Says("Taken back.")).ToBeVisibleAsync();
        await Scan(joe, codes[0]);
        await Expect(joe.Heading("Come in")).ToBeVisibleAsync();

        // It opens nothing else.
        Assert.Equal(200, (await joe.Page.GotoAsync("/door"))!.Status);
        await joe.Page.GotoAsync($"/manage/events/{eventId}/door");
        Assert.Contains("/login", joe.Page.Url, StringComparison.Ordinal);
        await mia.Button("Revoke").First.ClickAsync();
        await Expect(mia.Says("That link opens nothing any more")).ToBeVisibleAsync();
        Assert.Equal(404, (await joe.Page.GotoAsync("/door"))!.Status);
        Assert.Equal(404, (await joe.Page.GotoAsync(link))!.Status);
    }

    [Fact]
    public async Task A_scan_whose_answer_was_lost_is_sent_again_and_counts_once()
    {
        var (eventId, codes) = await Sold();
        await using var mia = await browser.Visit(stack.SiteUrl, 390);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync($"/manage/events/{eventId}/door");
        var lost = 0;
        await mia.Page.RouteAsync($"**/manage/events/{eventId}/door", async route =>
        {
            if (route.Request.Method != "POST" || lost++ > 0)
            {
                await route.ContinueAsync();
                return;
            }

            // It arrives, and its answer does not.
            await route.FetchAsync();
            await route.AbortAsync();
        });

        await Scan(mia, codes[1]);

        await Expect(mia.Heading("Come in")).ToBeVisibleAsync();
        Assert.True(lost > 1);
        await using var database = NpgsqlDataSource.Create(stack.ConnectionString);
        await using var command = database.CreateCommand("SELECT count(*) FROM event_journal WHERE event_id = $1 AND kind = 'checked-in'");
        command.Parameters.AddWithValue(eventId);
        Assert.Equal(1L, await command.ExecuteScalarAsync(Stop));
        Assert.Equal(0L, await Count(database, "door_links WHERE length(secret_hash) <> 64"));
    }

    private static async Task<long> Count(NpgsqlDataSource database, string what)
    {
        await using var command = database.CreateCommand($"SELECT count(*) FROM {what}");
        return (long)(await command.ExecuteScalarAsync(Stop))!;
    }

    private static async Task Scan(Visitor phone, string code)
    {
        await phone.Field("Code").FillAsync(code);
        await phone.Button("Check in").ClickAsync();
    }

    /// <summary>An event with two tickets sold, and their codes.</summary>
    private async Task<(Guid EventId, IReadOnlyList<string> Codes)> Sold()
    {
        using var desk = new Desk(stack);
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var order = (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.Balcony, quantity = 2 } } })).Must(HttpStatusCode.Created).Json;
        var paid = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId = order.GetProperty("orderId").GetGuid() })).Must(HttpStatusCode.OK).Json;
        return (sale.EventId, [.. paid.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("code").GetString()!)]);
    }
}
