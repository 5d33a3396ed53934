using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace EventTicket.Tests.Sandbox;

public sealed class CardPageTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Theory]
    [InlineData("eur", 3800, "€76.00")]
    [InlineData("jpy", 3800, "¥7,600")]
    [InlineData("kwd", 3800, "KWD\u00a07.600")]
    public async Task It_shows_what_is_bought_in_the_currencys_own_units(string currency, long unitAmount, string total)
    {
        var page = await Get((await sandbox.Open(Asking.Checkout(currency, unitAmount))).Url);
        Assert.Equal("Pay " + total, page.QuerySelector("#pay")!.TextContent);
        Assert.Equal("2 × Stalls <1>", page.QuerySelector(".lines li span")!.TextContent.Trim());
        Assert.Contains("no money moves", page.QuerySelector(".testmode")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("http://shop.test/orders/1", page.QuerySelectorAll("a").Single(link => link.TextContent == "Back to the shop").GetAttribute("href"));
        Assert.Equal(["cc-number", "cc-exp", "cc-csc", "cc-name"], page.QuerySelectorAll("input").Select(input => input.GetAttribute("autocomplete")));
        Assert.Empty(page.QuerySelectorAll("script, style, [style], [onclick]"));
    }

    [Fact]
    public async Task Its_policy_lets_the_form_end_at_the_shop_and_nowhere_else()
    {
        var answer = await sandbox.Browser.GetAsync((await sandbox.Open(Asking.Checkout())).Url, Stop);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self' http://shop.test;", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_good_card_completes_the_session_and_leads_to_the_shop()
    {
        var session = await sandbox.Open(Asking.Checkout());
        var paid = await sandbox.PressPay(session.Url, "4242 4242 4242 4242");
        Assert.Equal(HttpStatusCode.SeeOther, paid.StatusCode);
        Assert.Equal($"http://shop.test/return?session_id={session.Id}", paid.Headers.Location!.OriginalString);

        var now = await sandbox.Read(session.Id);
        Assert.Equal(("complete", "unpaid", null), (now.Status, now.PaymentStatus, now.Url));
        Assert.Equal(("requires_capture", 7600, "order-1"), (now.PaymentIntent.Status, now.PaymentIntent.Amount, now.PaymentIntent.Metadata["order"]));
        await sandbox.Capture(now.PaymentIntentId);
        Assert.Equal("paid", (await sandbox.Read(session.Id)).PaymentStatus);
        Assert.Contains("This payment is done", await sandbox.Browser.GetStringAsync(session.Url, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_pay_many_times_charges_once()
    {
        var session = await sandbox.Open(Asking.Checkout());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => sandbox.PressPay(session.Url, "4242424242424242")));
        Assert.All(answers, answer => Assert.Equal($"http://shop.test/return?session_id={session.Id}", answer.Headers.Location!.OriginalString));
        var ledger = await sandbox.Browser.GetStringAsync(sandbox.Url + "/ledger.json", Stop);
        Assert.Equal(2, ledger.Split("\"paymentIntent\"").Length);
        Assert.Single((await File.ReadAllLinesAsync(await Copy(), Stop)), line => line.Contains("\"status\":\"requires_capture\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("4000000000000002", "Your bank refused this card. Nothing was charged. Try another card.")]
    [InlineData("4000000000009995", "not enough money")]
    [InlineData("4000000000000069", "expired")]
    [InlineData("4000000000000127", "CVC is wrong")]
    [InlineData("4000000000000119", "could not answer")]
    public async Task A_refused_card_stays_on_the_page_and_another_card_pays(string number, string message)
    {
        var session = await sandbox.Open(Asking.Checkout());
        Assert.Equal(new Uri(session.Url).AbsolutePath, (await sandbox.PressPay(session.Url, number)).Headers.Location!.OriginalString);

        var page = await Get(session.Url);
        var alert = page.QuerySelector("[role=alert]")!.TextContent;
        Assert.Contains(message, alert, StringComparison.Ordinal);
        Assert.Contains("Nothing was charged", alert, StringComparison.Ordinal);
        Assert.True(page.QuerySelector("#card-number")!.HasAttribute("autofocus"));
        Assert.Equal(("open", 0), (await sandbox.Read(session.Id)) is var tried ? (tried.Status, tried.PaymentIntent.AmountCapturable) : default);

        await sandbox.PressPay(session.Url, "5555555555554444");
        Assert.Equal("complete", (await sandbox.Read(session.Id)).Status);
    }

    [Theory]
    [InlineData("4242424242424241", "12/44", "123", "Ada", "number")]
    [InlineData("4111111111111111", "12/44", "123", "Ada", "number")]
    [InlineData("4242", "12/44", "123", "Ada", "number")]
    [InlineData("", "12/44", "123", "Ada", "number")]
    [InlineData("4242424242424242", "13/44", "123", "Ada", "expiry")]
    [InlineData("4242424242424242", "12/19", "123", "Ada", "expiry")]
    [InlineData("4242424242424242", "soon", "123", "Ada", "expiry")]
    [InlineData("4242424242424242", "12/44", "12", "Ada", "cvc")]
    [InlineData("4242424242424242", "12/44", "123", "", "name")]
    public async Task A_wrong_field_is_named_and_no_bank_is_asked(string number, string expiry, string cvc, string name, string field)
    {
        var session = await sandbox.Open(Asking.Checkout());
        var answer = await sandbox.PressPay(session.Url, number, expiry, cvc, name);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);

        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Stop), Stop);
        var wrong = Assert.Single(page.QuerySelectorAll("[aria-invalid=true]"));
        Assert.Equal("card-" + field, wrong.Id);
        Assert.True(wrong.HasAttribute("autofocus"));
        Assert.All(wrong.GetAttribute("aria-describedby")!.Split(' '), id => Assert.NotNull(page.GetElementById(id)));
        Assert.Equal("#card-" + field, page.QuerySelector("[role=alert] a")!.GetAttribute("href"));
        Assert.Equal("", page.QuerySelector("#card-cvc")!.GetAttribute("value"));
        Assert.Null((await sandbox.Read(session.Id)).PaymentIntent);
    }

    [Theory]
    [InlineData("4242424242424241", "do not make a card number")]
    [InlineData("4111111111111111", "not a test card")]
    public async Task A_slip_and_a_real_card_are_told_apart(string number, string message)
    {
        var answer = await sandbox.PressPay((await sandbox.Open(Asking.Checkout())).Url, number);
        Assert.Contains("Card number: ", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains(message, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_could_be_a_real_card_is_neither_shown_again_nor_kept()
    {
        var session = await sandbox.Open(Asking.Checkout());
        var answer = await sandbox.PressPay(session.Url, "4111111111111111");
        Assert.DoesNotContain("4111", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await sandbox.PressPay(session.Url, "4242424242424242");
        Assert.DoesNotContain("4242424242424242", await File.ReadAllTextAsync(await Copy(), Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("approve", "http://shop.test/return?session_id=", "complete")]
    [InlineData("decline", "/pay/", "open")]
    public async Task A_bank_that_asks_decides_what_becomes_of_the_session(string answer, string leadsTo, string status)
    {
        var session = await sandbox.Open(Asking.Checkout());
        var bank = (await sandbox.PressPay(session.Url, "4000002760003184")).Headers.Location!.OriginalString;
        Assert.StartsWith("/bank/", bank, StringComparison.Ordinal);
        var back = await sandbox.Post(sandbox.Url + bank, new() { ["answer"] = answer });
        Assert.Equal(leadsTo + session.Id, back.Headers.Location!.OriginalString);
        Assert.Equal(status, (await sandbox.Read(session.Id)).Status);
        if (status == "open")
            Assert.Contains("You declined", await sandbox.Browser.GetStringAsync(session.Url, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_session_takes_no_card_and_no_late_approval()
    {
        var session = await sandbox.Open(Asking.Checkout());
        var bank = (await sandbox.PressPay(session.Url, "4000002500003155")).Headers.Location!.OriginalString;
        Assert.Equal("expired", (await sandbox.Stripe.V1.Checkout.Sessions.ExpireAsync(session.Id, cancellationToken: Stop)).Status);

        await sandbox.Post(sandbox.Url + bank, new() { ["answer"] = "approve" });
        var late = await sandbox.PressPay(session.Url, "4242424242424242");
        Assert.Equal(HttpStatusCode.Gone, late.StatusCode);
        Assert.Contains("has expired", await late.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(("expired", "canceled"), (await sandbox.Read(session.Id)) is var now ? (now.Status, now.PaymentIntent.Status) : default);
        Assert.Equal(HttpStatusCode.BadRequest, (await Asking.Refused(sandbox.Stripe.V1.Checkout.Sessions.ExpireAsync(session.Id, cancellationToken: Stop))).HttpStatusCode);
    }

    [Fact]
    public async Task An_unknown_page_says_so() =>
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Browser.GetAsync(sandbox.Url + "/pay/cs_nobody", Stop)).StatusCode);

    private async Task<IHtmlDocument> Get(string url) => await new HtmlParser().ParseDocumentAsync(await sandbox.Browser.GetStringAsync(url, Stop), Stop);

    // The ledger itself is locked while the sandbox runs.
    private async Task<string> Copy()
    {
        await sandbox.DisposeAsync();
        return sandbox.Ledger;
    }
}
