using Microsoft.Playwright;

namespace EventTicket.Tests.Browser;

/// <summary>Tests of this collection share one Chromium and one running copy of the system, beside the one of <see cref="StackCollection"/>.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<Stack>, ICollectionFixture<SiteBrowser>
{
    public const string Name = "browser";
}

/// <summary>A real Chromium.</summary>
public sealed class SiteBrowser : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    private const int Patience = 60_000;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public async ValueTask InitializeAsync()
    {
        // As long as a visitor waits for anything else: five seconds are short where several browsers share two cores.
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", ChromiumSandbox = false, Args = Flags });
    }

    /// <summary>A browser that has never been here before.</summary>
    /// <param name="width">Of the window, in CSS pixels: 390 is a phone, 1280 a desk.</param>
    public async Task<Visitor> Visit(string site, int width = 1280, bool script = true, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = site,
            ViewportSize = new() { Width = width, Height = 844 },
            JavaScriptEnabled = script,
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}
