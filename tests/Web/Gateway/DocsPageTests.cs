using Microsoft.Playwright;

namespace EventTicket.Tests.Gateway;

/// <summary>The page to try the gateway, in a real Chromium: whether it works under the policy, and asks nobody else.</summary>
[Collection(StackCollection.Name)]
public sealed class DocsPageTests(Stack stack) : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", ChromiumSandbox = false, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    [Fact]
    public async Task The_document_is_made_once_however_often_it_is_asked_for()
    {
        using var anybody = new HttpClient();
        var stop = TestContext.Current.CancellationToken;
        var first = await anybody.GetByteArrayAsync($"{stack.GatewayUrl}/openapi/v1.json", stop);

        using var again = await anybody.GetAsync($"{stack.GatewayUrl}/openapi/v1.json", stop);

        Assert.NotNull(again.Headers.Age);
        Assert.Equal(first, await again.Content.ReadAsByteArrayAsync(stop));
    }

    [Fact]
    public async Task A_stranger_logs_in_and_reads_their_profile_on_the_page()
    {
        var page = await browser.NewPageAsync();
        List<string> complaints = [];
        List<string> elsewhere = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") { complaints.Add(message.Text); } };
        page.PageError += (_, error) => complaints.Add(error);
        page.Request += (_, request) => { if (!request.Url.StartsWith(stack.GatewayUrl, StringComparison.Ordinal)) { elsewhere.Add(request.Url); } };

        var answer = await page.GotoAsync($"{stack.GatewayUrl}/docs");
        Assert.Contains("script-src 'self'", answer!.Headers["content-security-policy"], StringComparison.Ordinal);

        await page.ClickAsync("#post-auth-login summary");
        await page.FillAsync("#post-auth-login-body", $$"""{"email":"{{Stack.AdminEmail}}","password":"{{Stack.AdminPassword}}"}""");
        await page.ClickAsync("#post-auth-login button");
        await Assertions.Expect(page.Locator("#post-auth-login output")).ToContainTextAsync("200 OK");

        await page.ClickAsync("#get-user_data-profile summary");
        await page.ClickAsync("#get-user_data-profile button");
        await Assertions.Expect(page.Locator("#get-user_data-profile output")).ToContainTextAsync("\"role\": \"admin\"");

        Assert.Empty(complaints);
        Assert.Empty(elsewhere);
    }

    [Fact]
    public async Task It_can_be_read_without_javascript()
    {
        await using var context = await browser.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await context.NewPageAsync();

        await page.GotoAsync($"{stack.GatewayUrl}/docs");

        await Assertions.Expect(page.Locator("#post-auth-login pre").First).ToContainTextAsync("\"token\"");
        await Assertions.Expect(page.Locator("#post-purchase-tickets code").Nth(1)).ToHaveTextAsync("/purchase/ticket");
    }
}
