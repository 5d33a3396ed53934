using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace EventTicket.Tests.Browser;

[Collection(BrowserCollection.Name)]
public sealed class ManagingTests(Stack stack, SiteBrowser browser)
{
    [Fact]
    public async Task A_manager_inserts_and_publishes_an_event_and_strangers_find_it()
    {
        var title = $"Piano at dawn {Guid.NewGuid().ToString("N")[..8]}";
        await using var mia = await browser.Visit(stack.SiteUrl);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync("/manage/events/new");

        // Everything that is missing is said at once, and what is there stays.
        await Field(mia, "title").FillAsync(title);
        await mia.Button("Save and publish").ClickAsync();
        await Assertions.Expect(mia.Page.Locator("#errors li")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(Field(mia, "title")).ToHaveValueAsync(title);
        await Assertions.Expect(Field(mia, "startsAt")).ToHaveAttributeAsync("aria-describedby", "startsAt-error");

        await Field(mia, "description").FillAsync("One piano, one hall, no talking.");
        await Field(mia, "categoryId").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Field(mia, "venue.name").FillAsync("Conservatory");
        await Field(mia, "venue.address").FillAsync("Shijo-dori 1");
        await Field(mia, "venue.city").FillAsync("Kyoto");
        await Field(mia, "timeZone").SelectOptionAsync("Asia/Tokyo");
        var day = DateTime.UtcNow.AddDays(40).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Field(mia, "startsAt").FillAsync(day + "T06:00");
        await Field(mia, "endsAt").FillAsync(day + "T07:30");
        await Field(mia, "currency").SelectOptionAsync("JPY");
        await Field(mia, "ticketTypes[0].name").FillAsync("Chair");
        await Field(mia, "ticketTypes[0].price").FillAsync("4500");
        await Field(mia, "ticketTypes[0].capacity").FillAsync("30");
        await mia.Button("Add a ticket type").ClickAsync();
        await Field(mia, "ticketTypes[1].name").FillAsync("Floor");
        await Field(mia, "ticketTypes[1].price").FillAsync("0");
        await Field(mia, "ticketTypes[1].capacity").FillAsync("10");
        await mia.Button("Save and publish").ClickAsync();
        await Assertions.Expect(mia.Page).ToHaveURLAsync(new Regex("/manage/events/[0-9a-f-]{36}$"));
        await Assertions.Expect(mia.Heading(title)).ToBeVisibleAsync();
        await Assertions.Expect(mia.Page.GetByText("Published")).ToBeVisibleAsync();

        await using var stranger = await browser.Visit(stack.SiteUrl, width: 390);
        await stranger.Page.GotoAsync("/events?query=" + Uri.EscapeDataString(title));
        await stranger.Page.GetByRole(AriaRole.Link, new() { Name = title }).ClickAsync();
        await Assertions.Expect(stranger.Page.GetByText("06:00")).ToBeVisibleAsync();
        await Assertions.Expect(stranger.Page.GetByText("Kyoto time (UTC+9)").First).ToBeVisibleAsync();
        await Assertions.Expect(stranger.Page.GetByText("¥4,500").First).ToBeVisibleAsync();
        Assert.Empty(mia.Complaints);
    }

    [Fact]
    public async Task A_draft_is_changed_published_and_guarded_against_lost_updates()
    {
        await using var mia = await browser.Visit(stack.SiteUrl, script: false);
        await mia.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await mia.Page.GotoAsync("/manage/events/new");
        await Field(mia, "title").FillAsync("A draft");
        await Field(mia, "categoryId").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await Field(mia, "venue.name").FillAsync("Hall");
        await Field(mia, "venue.address").FillAsync("Piazza Castello 1");
        await Field(mia, "venue.city").FillAsync("Turin");
        await Field(mia, "startsAt").FillAsync("2031-05-01T20:00");
        await Field(mia, "endsAt").FillAsync("2031-05-01T23:00");
        await Field(mia, "ticketTypes[0].name").FillAsync("Stalls");
        await Field(mia, "ticketTypes[0].price").FillAsync("24.50");
        await Field(mia, "ticketTypes[0].capacity").FillAsync("30");
        await mia.Button("Save as a draft").ClickAsync();
        await Assertions.Expect(mia.Page).ToHaveURLAsync(new Regex("/manage/events/[0-9a-f-]{36}$"));
        var sheet = mia.Page.Url;

        await using var second = await browser.Visit(stack.SiteUrl);
        await second.LogIn(Stack.AdminEmail, Stack.AdminPassword);
        await second.Page.GotoAsync(sheet + "/edit");
        await mia.Page.GotoAsync(sheet + "/edit");
        await Assertions.Expect(Field(mia, "ticketTypes[0].price")).ToHaveValueAsync("24.50");
        await Field(mia, "title").FillAsync("A better title");
        await mia.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(mia.Heading("A better title")).ToBeVisibleAsync();
        await Field(second, "title").FillAsync("A lost update");
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).Last.ClickAsync();
        await Assertions.Expect(second.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody changed this meanwhile.");

        await mia.Button("Publish").ClickAsync();
        await Assertions.Expect(mia.Page.GetByText("Published")).ToBeVisibleAsync();
        await mia.Page.GotoAsync("/manage");
        await Assertions.Expect(mia.Page.GetByRole(AriaRole.Link, new() { Name = "A better title" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_is_no_manager_sees_neither_the_pages_nor_the_link()
    {
        await using var ada = await browser.Visit(stack.SiteUrl);
        await ada.Page.GotoAsync("/register");
        await ada.Register();
        await ada.Arrive("/register");
        await Assertions.Expect(ada.Page.GetByRole(AriaRole.Link, new() { Name = "Manage" })).ToHaveCountAsync(0);
        Assert.Equal(403, (await ada.Page.GotoAsync("/manage/events/new"))!.Status);
        await Assertions.Expect(ada.Heading("This is not yours to see.")).ToBeVisibleAsync();
    }

    private static ILocator Field(Visitor visitor, string name) => visitor.Page.Locator($"main [name='{name}']");
}
