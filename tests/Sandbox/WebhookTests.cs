using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;

namespace EventTicket.Tests.Sandbox;

public sealed class WebhookTests : IAsyncLifetime
{
    // Ends a test that waits for an event that never comes; an event takes a few milliseconds.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private const string Secret = "whsec_sandbox";
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private readonly Channel<(string Payload, string Signature)> received = Channel.CreateUnbounded<(string, string)>();
    private WebApplication shop = null!;
    private SandboxHost sandbox = null!;
    private int refusals;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        shop = builder.Build();
        shop.MapPost("/hook", async (HttpRequest request) =>
        {
            if (Interlocked.Decrement(ref refusals) >= 0)
                return Results.StatusCode(503);
            using var reader = new StreamReader(request.Body);
            await received.Writer.WriteAsync((await reader.ReadToEndAsync(), request.Headers["Stripe-Signature"].ToString()));
            return Results.Ok();
        });
        await shop.StartAsync(Stop);
        sandbox = await SandboxHost.Start(null, $"--Sandbox:WebhookUrl={shop.Urls.Single()}/hook", $"--Sandbox:WebhookSecret={Secret}");
    }

    public async ValueTask DisposeAsync()
    {
        await sandbox.DisposeAsync();
        await shop.DisposeAsync();
    }

    [Fact]
    public async Task A_paid_session_tells_the_shop_with_a_signature_that_Stripe_net_accepts()
    {
        var session = await sandbox.Open(Asking.Checkout());
        await sandbox.PressPay(session.Url, "4242424242424242");

        var events = await Next(2);
        Assert.Equal(["checkout.session.completed", "payment_intent.amount_capturable_updated"], events.Keys.Order());
        var completed = Assert.IsType<Stripe.Checkout.Session>(events["checkout.session.completed"].Data.Object);
        Assert.Equal((session.Id, "complete"), (completed.Id, completed.Status));
        Assert.NotNull(completed.PaymentIntentId);
    }

    [Fact]
    public async Task Every_step_of_a_payment_is_told()
    {
        await Asking.Refused(sandbox.Pay(Asking.Payment("pm_card_chargeDeclined")));
        Assert.Equal(["payment_intent.payment_failed"], (await Next(1)).Keys);

        var first = await sandbox.Pay(Asking.Payment());
        await Next(1);
        await sandbox.Capture(first.Id);
        Assert.Equal(["payment_intent.succeeded"], (await Next(1)).Keys);
        await sandbox.Stripe.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = first.Id }, cancellationToken: Stop);
        Assert.Equal(4500, Assert.IsType<Charge>((await Next(2))["charge.refunded"].Data.Object).AmountRefunded);

        var second = await sandbox.Pay(Asking.Payment());
        await Next(1);
        await sandbox.Stripe.V1.PaymentIntents.CancelAsync(second.Id, cancellationToken: Stop);
        Assert.Equal(["payment_intent.canceled"], (await Next(1)).Keys);

        await sandbox.Stripe.V1.Checkout.Sessions.ExpireAsync((await sandbox.Open(Asking.Checkout())).Id, cancellationToken: Stop);
        Assert.Equal(["checkout.session.expired"], (await Next(1)).Keys);
    }

    [Fact]
    public async Task A_shop_that_is_down_gets_the_event_later()
    {
        Volatile.Write(ref refusals, 2);
        var payment = await sandbox.Pay(Asking.Payment());
        Assert.Equal(payment.Id, Assert.IsType<PaymentIntent>((await Next(1)).Values.Single().Data.Object).Id);
    }

    [Fact]
    public async Task Refunds_and_disputes_are_told()
    {
        var payment = await sandbox.Pay(Asking.Payment("pm_card_createDispute"));
        await Next(1);
        await sandbox.Capture(payment.Id);
        var events = await Next(3);
        Assert.Equal(["charge.dispute.created", "charge.dispute.funds_withdrawn", "payment_intent.succeeded"], events.Keys.Order());
        var dispute = Assert.IsType<Dispute>(events["charge.dispute.created"].Data.Object);
        await sandbox.CloseDispute(dispute.Id, "won");
        Assert.Equal(["charge.dispute.closed", "charge.dispute.funds_reinstated"], (await Next(2)).Keys.Order());

        var refund = await sandbox.Stripe.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = payment.Id, Amount = 100 }, cancellationToken: Stop);
        Assert.Equal(["charge.refunded", "refund.created"], (await Next(2)).Keys.Order());
        await sandbox.Settle(refund.Id, "failed");
        var failed = await Next(3);
        Assert.Equal(["charge.refund.updated", "refund.failed", "refund.updated"], failed.Keys.Order());
        Assert.Equal((refund.Id, "failed", payment.Id), Assert.IsType<Refund>(failed["refund.failed"].Data.Object) is var told ? (told.Id, told.Status, told.PaymentIntentId) : default);
    }

    [Fact]
    public async Task A_lost_event_never_comes_a_repeated_one_three_times_and_a_late_one_later()
    {
        await sandbox.Mishap("payment_intent.amount_capturable_updated", "lose");
        await sandbox.Mishap("payment_intent.amount_capturable_updated", "repeat");
        var lost = await sandbox.Pay(Asking.Payment());
        var repeated = await sandbox.Pay(Asking.Payment());
        var same = new[] { await One(), await One(), await One() };
        Assert.Single(same.Select(told => told.Id).Distinct());
        Assert.All(same, told => Assert.Equal(repeated.Id, About(told)));

        await sandbox.Mishap("*", "delay", delayMs: 300);
        var late = await sandbox.Pay(Asking.Payment());
        Assert.Equal(late.Id, About(await One()));
        Assert.NotEqual(lost.Id, late.Id);
        Assert.False(received.Reader.TryRead(out _));
    }

    [Fact]
    public async Task An_event_that_is_held_back_comes_after_the_next_one()
    {
        await sandbox.Mishap("payment_intent.amount_capturable_updated", "hold-back");
        var payment = await sandbox.Pay(Asking.Payment());
        await sandbox.Capture(payment.Id);
        Assert.Equal("payment_intent.succeeded", (await One()).Type);
        Assert.Equal("payment_intent.amount_capturable_updated", (await One()).Type);
    }

    [Theory]
    [InlineData("forge")]
    [InlineData("old-signature")]
    public async Task A_bad_signature_is_one_that_Stripe_net_refuses(string mishap)
    {
        await sandbox.Mishap("*", mishap);
        await sandbox.Pay(Asking.Payment());
        var (payload, signature) = await received.Reader.ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop);
        Assert.Throws<StripeException>(() => EventUtility.ValidateSignature(payload, signature, Secret, 300));
    }

    [Fact]
    public async Task Another_version_is_one_that_Stripe_net_sees()
    {
        await sandbox.Mishap("*", "old-version");
        await sandbox.Pay(Asking.Payment());
        var (payload, signature) = await received.Reader.ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop);
        EventUtility.ValidateSignature(payload, signature, Secret, 300);
        Assert.Throws<StripeException>(() => EventUtility.ParseEvent(payload, throwOnApiVersionMismatch: true));
    }

    [Fact]
    public async Task By_a_seed_some_events_are_lost_and_some_come_three_times()
    {
        await sandbox.Tell("webhooks", new { seed = 7 });
        for (var i = 0; i < 30; i++)
            await sandbox.Pay(Asking.Payment());
        await sandbox.Browser.DeleteAsync(sandbox.Url + "/sandbox/webhooks", Stop);
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);
        var last = await sandbox.Pay(Asking.Payment());

        var told = new List<Event>();
        do
            told.Add(await One());
        while (About(told[^1]) != last.Id);
        var times = told.GroupBy(one => one.Id).Select(same => same.Count()).ToList();
        Assert.Contains(3, times);
        Assert.Contains(1, times);
        Assert.InRange(times.Count, 2, 30);
    }

    private static string About(Event told) => Assert.IsType<PaymentIntent>(told.Data.Object).Id;

    private async Task<Event> One() =>
        EventUtility.ParseEvent((await received.Reader.ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop)).Payload, throwOnApiVersionMismatch: true);

    // The next events, each with a signature that Stripe.net accepts and that another secret's would not be.
    private async Task<Dictionary<string, Event>> Next(int count)
    {
        var events = new Dictionary<string, Event>();
        while (events.Count < count)
        {
            var (payload, signature) = await received.Reader.ReadAsync(Stop).AsTask().WaitAsync(Patience, Stop);
            EventUtility.ValidateSignature(payload, signature, Secret, 300);
            Assert.Throws<StripeException>(() => EventUtility.ValidateSignature(payload, signature, "whsec_other", 300));
            var told = EventUtility.ParseEvent(payload, throwOnApiVersionMismatch: true);
            events.Add(told.Type, told);
        }
        return events;
    }
}
