using System.Net;
using Stripe;

namespace EventTicket.Tests.Sandbox;

public sealed class RefusalTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task An_unknown_parameter_is_refused_by_name()
    {
        var payment = Asking.Payment();
        payment.AddExtraParam("payment_method_types[0]", "card");
        var refused = await Asking.Refused(sandbox.Pay(payment));
        Assert.Equal((HttpStatusCode.BadRequest, "parameter_unknown", "payment_method_types[0]"), (refused.HttpStatusCode, refused.StripeError.Code, refused.StripeError.Param));
    }

    [Fact]
    public async Task An_unknown_payment_method_names_its_parameter()
    {
        var refused = await Asking.Refused(sandbox.Pay(Asking.Payment("pm_card_nobody")));
        Assert.Equal(("resource_missing", "payment_method"), (refused.StripeError.Code, refused.StripeError.Param));
    }

    [Fact]
    public async Task An_unknown_id_is_404()
    {
        var payment = await Asking.Refused(sandbox.ReadPayment("pi_nobody"));
        Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (payment.HttpStatusCode, payment.StripeError.Code));
        var session = await Asking.Refused(sandbox.Read("cs_nobody"));
        Assert.Equal((HttpStatusCode.NotFound, "resource_missing"), (session.HttpStatusCode, session.StripeError.Code));
    }

    [Theory]
    [InlineData("sk_live_secret")]
    [InlineData("pk_test_public")]
    public async Task Only_a_secret_test_key_opens_it(string key)
    {
        var refused = await Asking.Refused(sandbox.Client(key).V1.PaymentIntents.CreateAsync(Asking.Payment(), cancellationToken: Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.HttpStatusCode);
        Assert.Contains("sk_test_", refused.StripeError.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(key, refused.StripeError.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_or_in_another_version_nothing_is_done()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await sandbox.Browser.GetAsync(sandbox.Url + "/v1/payment_intents/pi_1", Stop)).StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, sandbox.Url + "/v1/payment_intents/pi_1");
        request.Headers.Add("Authorization", "Bearer sk_test_1");
        request.Headers.Add("Stripe-Version", "2020-08-27");
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.Browser.SendAsync(request, Stop)).StatusCode);
    }

    [Theory]
    [InlineData(0, "eur", "amount")]
    [InlineData(100_000_000, "eur", "amount")]
    [InlineData(100, "euro", "currency")]
    public async Task A_bad_amount_or_currency_names_its_parameter(long amount, string currency, string param)
    {
        var payment = Asking.Payment(amount: amount);
        payment.Currency = currency;
        Assert.Equal(param, (await Asking.Refused(sandbox.Pay(payment))).StripeError.Param);
    }

    [Theory]
    [InlineData("eur", 49, 50)]
    [InlineData("gbp", 29, 30)]
    [InlineData("jpy", 49, 50)]
    [InlineData("huf", 17_499, 17_500)]
    [InlineData("kwd", 4_505, 4_510)]
    [InlineData("isk", 50, 500)]
    public async Task An_amount_that_Stripe_would_not_charge_is_refused(string currency, long refused, long fine)
    {
        Assert.Equal("amount", (await Asking.Refused(sandbox.Pay(In(refused)))).StripeError.Param);
        Assert.Equal(fine, (await sandbox.Pay(In(fine))).Amount);
        Assert.Equal("line_items", (await Asking.Refused(sandbox.Open(Lines(refused)))).StripeError.Param);

        PaymentIntentCreateOptions In(long amount)
        {
            var payment = Asking.Payment(amount: amount);
            payment.Currency = currency;
            return payment;
        }

        Stripe.Checkout.SessionCreateOptions Lines(long amount)
        {
            var checkout = Asking.Checkout(currency, amount);
            checkout.LineItems[0].Quantity = 1;
            return checkout;
        }
    }

    [Theory]
    [InlineData(29 * 60, false)]
    [InlineData(31 * 60, true)]
    [InlineData(24 * 3600 - 60, true)]
    [InlineData(24 * 3600 + 60, false)]
    public async Task A_card_page_lives_from_half_an_hour_to_a_day(int seconds, bool fine)
    {
        var checkout = Asking.Checkout();
        checkout.ExpiresAt = DateTime.UtcNow.AddSeconds(seconds);
        if (fine)
            Assert.Equal("open", (await sandbox.Open(checkout)).Status);
        else
            Assert.Equal("expires_at", (await Asking.Refused(sandbox.Open(checkout))).StripeError.Param);
    }

    [Fact]
    public async Task A_checkout_needs_lines_of_one_currency_and_a_way_back()
    {
        var empty = Asking.Checkout();
        empty.LineItems = [];
        Assert.Equal("line_items", (await Asking.Refused(sandbox.Open(empty))).StripeError.Param);

        var mixed = Asking.Checkout();
        mixed.LineItems.Add(new() { Quantity = 1, PriceData = new() { Currency = "usd", UnitAmount = 1, ProductData = new() { Name = "Balcony" } } });
        Assert.Equal("line_items[1][price_data][currency]", (await Asking.Refused(sandbox.Open(mixed))).StripeError.Param);

        var strange = Asking.Checkout();
        strange.SuccessUrl = "javascript:alert(1)";
        Assert.Equal("success_url", (await Asking.Refused(sandbox.Open(strange))).StripeError.Param);
    }
}
