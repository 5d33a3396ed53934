using Microsoft.Playwright;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace EventTicket.Tests.Browser;

/// <summary>The second factor, with the digits a real app would show.</summary>
[Collection(BrowserCollection.Name)]
public sealed class SecondFactorTests(Stack stack, SiteBrowser browser)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task It_is_switched_on_asked_for_replaced_by_a_recovery_code_and_switched_off(int width)
    {
        await using var ada = await browser.Visit(stack.SiteUrl, width);
        await ada.RegisterAtHome();
        await ada.Page.GotoAsync("/account/second-factor");
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.Button("Begin").ClickAsync();

        // What the app scans is what stands there to type, and what counts.
        var secret = string.Concat((await ada.Page.Locator("#secret").InnerTextAsync()).Where(char.IsLetterOrDigit));
        var scanned = await Scanner.ReadShown(ada.Page.Locator(".qr"), Stop);
        Assert.Contains($"secret={secret}&", scanned, StringComparison.Ordinal);
        await ada.Field("totp").FillAsync("12345");
        await ada.Button("Switch it on").ClickAsync();
        await Expect(ada.Field("totp")).ToHaveAttributeAsync("aria-invalid", "true");
        await ada.Field("totp").FillAsync(Digits(secret, DateTime.UtcNow));
        await ada.Button("Switch it on").ClickAsync();
        await Expect(ada.Heading("It is on. Now keep these.")).ToBeVisibleAsync();
        var codes = await ada.Page.Locator(".codes code").AllInnerTextsAsync();
        Assert.Equal(10, codes.Distinct().Count());

        await LogOut(ada);
        await FirstStep(ada);
        Assert.DoesNotContain(Visitor.Password, await ada.Page.ContentAsync(), StringComparison.Ordinal);
        await ada.Field("totp").FillAsync("000000");
        await ada.ExactButton("Log in").ClickAsync();
        await Expect(ada.Field("totp")).ToHaveAttributeAsync("aria-invalid", "true");
        // The digits of now were used to switch it on; the app's next ones are taken already.
        await ada.Field("totp").FillAsync(Digits(secret, DateTime.UtcNow.AddSeconds(30)));
        await ada.ExactButton("Log in").ClickAsync();
        await Expect(ada.Link("Ada Lovelace")).ToBeVisibleAsync();

        await LogOut(ada);
        await FirstStep(ada);
        await ada.Field("totp").FillAsync(codes[0].ToUpperInvariant());
        await ada.ExactButton("Log in").ClickAsync();
        await Expect(ada.Link("Ada Lovelace")).ToBeVisibleAsync();
        await ada.Page.GotoAsync("/account");
        await Expect(ada.Page.GetByText("9 recovery codes left")).ToBeVisibleAsync();

        await ada.Page.GotoAsync("/account/second-factor");
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.Field("totp").FillAsync(codes[0]);
        await ada.Button("Switch it off").ClickAsync();
        await Expect(ada.Field("totp")).ToHaveAttributeAsync("aria-invalid", "true");
        await ada.Field("password").FillAsync(Visitor.Password);
        await ada.Field("totp").FillAsync(codes[1]);
        await ada.Button("Switch it off").ClickAsync();
        await Expect(ada.Says("The second factor is off.")).ToBeVisibleAsync();
        await LogOut(ada);
        await ada.LogIn(ada.Email, Visitor.Password);
        Assert.Empty(ada.Complaints);
    }

    [Fact]
    public async Task A_second_step_that_somebody_made_up_leads_back_to_the_first()
    {
        await using var eve = await browser.Visit(stack.SiteUrl);
        await eve.RegisterAtHome();
        await eve.Page.GotoAsync("/account");
        await eve.Button("Log out").ClickAsync();
        await eve.Page.GotoAsync("/login");
        await eve.Page.EvaluateAsync(
            """
            () => { const form = document.querySelector("main form"); form.action = "/login/second-step"; form.noValidate = true;
                    form.insertAdjacentHTML("beforeend", "<input type=hidden name=sealed value=CfDJ8made-up><input type=hidden name=totp value=000000>"); }
            """);
        await eve.ExactButton("Log in").ClickAsync();
        await Expect(eve.Says("That took a while.")).ToBeVisibleAsync();
        await Expect(eve.Heading("Log in")).ToBeVisibleAsync();
    }

    private static string Digits(string secret, DateTime at) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(at);

    private static async Task LogOut(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/account");
        await visitor.Button("Log out").ClickAsync();
        await Expect(visitor.Link("Register")).ToBeVisibleAsync();
    }

    private static async Task FirstStep(Visitor visitor)
    {
        await visitor.Page.GotoAsync("/login");
        await visitor.Field("email").FillAsync(visitor.Email);
        await visitor.Field("password").FillAsync(Visitor.Password);
        await visitor.ExactButton("Log in").ClickAsync();
        await Expect(visitor.Heading("And your digits")).ToBeVisibleAsync();
    }
}
