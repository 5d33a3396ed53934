using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>Somebody in front of the site, and the steps that several journeys share.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly List<string> complaints = [];

    internal Visitor(IBrowserContext context, IPage page)
    {
        (this.context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase))
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>What the browser refused to run, and scripts that broke; empty when all is well.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>What every account is registered with.</summary>
    public const string Password = "seven green bicycles";

    /// <summary>The address this visitor registers with.</summary>
    public string Email { get; } = $"ada-{Guid.NewGuid():N}@example.org";

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>The one with this name and no more to it: "Log in" of a form, not "Log in and hold".</summary>
    public ILocator ExactButton(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Field(string name) => Page.Locator($"main [name='{name}']:not([type=hidden])");

    /// <summary>What the page says about what was just done, or what went wrong.</summary>
    public ILocator Says(string words) => Page.Locator(".notice").Filter(new() { HasText = words });

    public ILocator Heading(string name) => Page.GetByRole(AriaRole.Heading, new() { Name = name });

    /// <summary>Makes an account on the page that is open, and lands where its address says.</summary>
    public async Task Register()
    {
        await Page.GetByLabel("Your name").FillAsync("Ada Lovelace");
        await Page.GetByLabel("E-mail address").FillAsync(Email);
        await Page.GetByLabel("Password").FillAsync(Password);
        await Button("Register").ClickAsync();
    }

    /// <summary>Makes an account with nothing else in mind, and is at home.</summary>
    public async Task RegisterAtHome()
    {
        await Page.GotoAsync("/register");
        await Register();
        await Arrive("/register");
    }

    public async Task LogIn(string email, string password)
    {
        await Page.GotoAsync("/login");
        await Page.GetByLabel("E-mail address").FillAsync(email);
        await Page.GetByLabel("Password").FillAsync(password);
        await Button("Log in").ClickAsync();
        await Arrive("/login");
    }

    /// <summary>Waits until another page than this has come. Whether it has finished loading is not asked: a load may be over, or overtaken by the next.</summary>
    public Task Arrive(string from) => Expect(Page).Not.ToHaveURLAsync(new Regex(Regex.Escape(from) + "$"));

    /// <summary>Registers, holds two places of the first ticket type, and is at the checkout.</summary>
    public async Task HoldTwo(Guid eventId)
    {
        await RegisterAtHome();
        await Page.GotoAsync($"/events/{eventId}");
        await Page.Locator(".count input").First.FillAsync("2");
        await Button("Hold these places").ClickAsync();
        await Expect(Page).ToHaveURLAsync(new Regex("/orders/"));
    }

    /// <summary>Fills the provider's card page and presses its button.</summary>
    public async Task PayWith(string card)
    {
        await Page.FillAsync("#card-number", card);
        await Page.FillAsync("#card-expiry", "12/44");
        await Page.FillAsync("#card-cvc", "123");
        await Page.FillAsync("#card-name", "Ada Lovelace");
        await Page.ClickAsync("#pay");
    }

    /// <summary>The codes on the page that is open, once there are two.</summary>
    public async Task<IReadOnlyList<string>> TwoCodes()
    {
        try
        {
            await Page.Locator(".ticket").Nth(1).WaitForAsync();
        }
        catch (TimeoutException)
        {
            Assert.Fail($"No two tickets on {Page.Url}: {await Page.Locator("main").InnerTextAsync()}");
        }

        return await Page.Locator(".ticket .code").AllTextContentsAsync();
    }

    /// <summary>The page that is open shuts nobody out, scrolls nowhere sideways and runs nothing foreign. <c>SITE_SHOTS=folder</c> keeps a picture of it.</summary>
    /// <param name="script">False where the browser runs none: then there is no axe either.</param>
    public async Task IsFine(string name, bool script = true)
    {
        await KeepPicture(name);
        if (script)
        {
            Assert.Empty((await Axe.FindsIn(Page)).Select(broken => $"{name}: {broken}"));
        }

        Assert.True(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} scrolls sideways");
        Assert.Empty(complaints);
    }

    internal async Task KeepPicture(string name)
    {
        if (Environment.GetEnvironmentVariable("SITE_SHOTS") is { Length: > 0 } folder)
        {
            var file = string.Concat($"{name}-{Page.ViewportSize!.Width}".Select(letter => char.IsLetterOrDigit(letter) ? letter : '_'));
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, file + ".png"), FullPage = true });
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}
