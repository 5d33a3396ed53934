using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;
using Stripe;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Paying on the provider's own page, as people do.</summary>
public sealed class PaymentPageTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private const string Good = "4242424242424242";
    private const string Bad = "4000000000000002";

    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Fact]
    public async Task Who_pays_on_the_page_and_comes_back_has_the_tickets()
    {
        var order = await box.Order();
        var page = await order.Page();
        Assert.Equal("paying", await order.Status());
        Assert.Equal(PaymentProgress.RequiresAction, (await order.Payment.Reconcile()).Granted().Progress);

        await box.Bank.PressPay(page, Good);
        var back = (await order.Payment.Reconcile()).Granted();

        Assert.Equal((PaymentProgress.Paid, 2), (back.Progress, back.Tickets.Length));
        await order.IsPaidOnce();
        Assert.Equal(back.Tickets, (await order.Payment.Reconcile()).Granted().Tickets);
    }

    [Fact]
    public async Task Pay_clicked_again_leads_to_the_same_page()
    {
        var order = await box.Order();
        var operation = box.NewOperation();

        var first = (await order.Pay(null, operation)).Granted().Url;

        Assert.Equal(first, (await order.Pay(null, operation)).Granted().Url);
        Assert.Equal(first, await order.Page());
        Assert.Equal("waiting", await order.Attempts());
    }

    [Fact]
    public async Task A_card_declined_on_the_page_leaves_the_page_open_for_another()
    {
        var order = await box.Order();
        var page = await order.Page();

        await box.Bank.PressPay(page, Bad);
        Assert.Equal(PaymentProgress.RequiresAction, (await order.Payment.Reconcile()).Granted().Progress);
        await box.Bank.PressPay(page, Good);

        Assert.Equal(PaymentProgress.Paid, (await order.Payment.Reconcile()).Granted().Progress);
        await order.IsPaidOnce();
    }

    [Fact]
    public async Task Another_card_instead_closes_the_page()
    {
        var order = await box.Order();
        var page = await order.Page();

        Assert.Equal(PaymentProgress.Paid, (await order.Pay()).Granted().Progress);

        await order.IsPaidOnce(attempts: "closed captured");
        await box.Bank.PressPay(page, Good);
        await order.IsPaidOnce(attempts: "closed captured");
    }

    [Fact]
    public async Task Another_card_instead_of_a_page_that_is_already_paid_is_not_charged()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);

        (await order.Pay()).Refused(RefusalCode.AlreadyPaid);

        await order.IsPaidOnce();
    }

    [Fact]
    public async Task Giving_the_places_back_closes_the_page()
    {
        var order = await box.Order();
        var page = await order.Page();

        (await order.Payment.Release(order.Buyer)).Granted();

        Assert.Equal("released", await order.Status());
        Assert.Equal(0, (await box.Sale.Stock()).Held);
        await box.Bank.PressPay(page, Good);
        Assert.Equal(PaymentProgress.NotPaid, (await order.Payment.Reconcile()).Granted().Progress);
        Assert.DoesNotContain(await box.Ledger(order.Id), row => row.Status is "requires_capture" or "succeeded");
    }

    [Fact]
    public async Task Giving_the_places_back_after_paying_on_the_page_is_too_late()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);

        (await order.Payment.Release(order.Buyer)).Refused(RefusalCode.AlreadyPaid);

        await order.IsPaidOnce();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_signed_webhook_has_the_bank_asked_what_is_true(bool paid)
    {
        var order = await box.Order();
        var page = await order.Page();
        if (paid)
        {
            await box.Bank.PressPay(page, Good);
        }

        var session = await box.Word("SELECT session_id FROM payments WHERE order_id = $1", order.Id);
        (await Webhook($$$"""{"id":"evt_of_{{{session}}}","object":"event","api_version":"2020-01-01","type":"checkout.session.completed","data":{"object":{"id":"{{{session}}}","object":"checkout.session","payment_status":"paid"} } }""")).Granted();

        if (paid)
        {
            await order.IsPaidOnce();
        }
        else
        {
            // What a webhook claims is not believed.
            Assert.Equal(PaymentProgress.RequiresAction, (await order.Payment.Reconcile()).Granted().Progress);
            Assert.Equal("waiting", await order.Attempts());
        }
    }

    [Fact]
    public async Task A_webhook_that_is_not_signed_or_makes_no_sense_is_refused()
    {
        const string Body = """{"id":"evt_1","object":"event","type":"checkout.session.completed","data":{"object":{"id":"cs_1","object":"checkout.session"}}}""";
        var events = box.Grains.ProviderEvents();

        (await events.Receive(Body, null)).Wrong("signature");
        (await events.Receive(Body, "")).Wrong("signature");
        (await events.Receive(Body, "t=1,v1=abc")).Wrong("signature");
        (await events.Receive(Body, EventUtility.GenerateSignatureHeader(Body, "whsec_of_a_stranger"))).Wrong("signature");
        (await events.Receive(Body + " ", EventUtility.GenerateSignatureHeader(Body, BoxOfficeWithBank.WebhookSecret))).Wrong("signature");
        (await Webhook("[]")).Wrong("body");
        (await Webhook("{")).Wrong("body");
        (await Webhook("")).Wrong("body");
        (await Webhook(Body)).Granted();
        (await Webhook("""{"id":"evt_2","object":"event","type":"charge.refunded","data":{}}""")).Granted();
    }

    private Task<Result<Done>> Webhook(string body) =>
        box.Grains.ProviderEvents().Receive(body, EventUtility.GenerateSignatureHeader(body, BoxOfficeWithBank.WebhookSecret));
}
