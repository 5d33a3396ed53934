using System.Text.RegularExpressions;
using EventTicket.Tests.Browser;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace EventTicket.Tests.Sandbox;

/// <summary>The card page in a real Chromium, which alone knows form-action, focus and contrast.</summary>
public sealed class CardPageInBrowserTests : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;
    private WebApplication shop = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxHost.Start();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        shop = builder.Build();
        shop.MapGet("/return", () => Results.Text("Thank you"));
        await shop.StartAsync(Stop);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", ChromiumSandbox = false, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await shop.StopAsync(CancellationToken.None);
        await shop.DisposeAsync();
        await sandbox.DisposeAsync();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task A_buyer_is_refused_corrects_a_slip_is_asked_and_pays(int width, ColorScheme scheme)
    {
        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 844 }, ColorScheme = scheme });
        var page = await context.NewPageAsync();
        var checkout = Asking.Checkout();
        checkout.SuccessUrl = shop.Urls.Single() + "/return?session_id={CHECKOUT_SESSION_ID}";
        var session = await sandbox.Open(checkout);

        await page.GotoAsync(session.Url);
        await IsFine(page, $"card-{width}-{scheme}");

        await Fill(page, "4242 4242 4242 4241");
        await page.ClickAsync("#pay");
        await Assertions.Expect(page.Locator("#card-number")).ToBeFocusedAsync();
        await IsFine(page, $"slip-{width}-{scheme}");

        await Fill(page, "4000 0000 0000 0002");
        await page.ClickAsync("#pay");
        Assert.Equal("Your bank refused this card. Nothing was charged. Try another card.", await page.TextContentAsync("[role=alert]"));
        await IsFine(page, $"refused-{width}-{scheme}");

        await Fill(page, "4000 0027 6000 3184");
        await page.ClickAsync("#pay");
        await Arrive(page, new Regex("/bank/"));
        await IsFine(page, $"bank-{width}-{scheme}");
        await page.ClickAsync("#approve");
        await Arrive(page, new Regex($"^{Regex.Escape(shop.Urls.Single())}"));
        Assert.Equal("Thank you", await page.TextContentAsync("body"));

        await page.GotoAsync(session.Url);
        await IsFine(page, $"done-{width}-{scheme}");
        await page.GotoAsync(sandbox.Url + "/ledger");
        await IsFine(page, $"ledger-{width}-{scheme}");
    }

    // Not by waiting for a load, whose event may be over before anybody waits for it.
    private static Task Arrive(IPage page, Regex address) => Assertions.Expect(page).ToHaveURLAsync(address, new() { Timeout = 30_000 });

    private static async Task Fill(IPage page, string number)
    {
        await page.FillAsync("#card-number", number);
        await page.FillAsync("#card-expiry", "12/44");
        await page.FillAsync("#card-cvc", "123");
        await page.FillAsync("#card-name", "Ada Lovelace");
    }

    // No violation that axe can see, and nothing wider than the window. SANDBOX_SHOTS=folder keeps a picture of each page.
    private static async Task IsFine(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SANDBOX_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        Assert.Empty((await Axe.FindsIn(page)).Select(broken => $"{name}: {broken}"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} scrolls sideways");
    }
}
