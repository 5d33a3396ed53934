using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;
using Stripe;

namespace EventTicket.Tests.Grains.Payments.Cases;

/// <summary>The payment cases P21 to P27: a bank that is slow, wrong or away, and webhooks that are not what they seem.</summary>
public sealed class ProviderCases(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private const string Good = "4242424242424242";

    private WebhookDoor door = null!;
    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync()
    {
        door = await WebhookDoor.Open();
        box = await BoxOfficeWithBank.Open(database, watched: true, door: door);
    }

    public async ValueTask DisposeAsync()
    {
        await box.DisposeAsync();
        await door.DisposeAsync();
    }

    [Theory]
    [InlineData("checkout.session.completed", "unpaid")]
    [InlineData("checkout.session.async_payment_succeeded", "paid")]
    [InlineData("checkout.session.async_payment_failed", "unpaid")]
    public async Task P21_Only_cards_are_taken_and_a_session_that_is_said_to_be_complete_is_not_paid_until_the_bank_says_so(string type, string paymentStatus)
    {
        var order = await box.Order();
        await order.Page();
        var session = await Session(order);
        Assert.Equal(["card"], (await box.Bank.Read(session)).AllowedPaymentMethodTypes);

        (await Receive(Event(type, session, paymentStatus))).Granted();

        Assert.Equal(PaymentProgress.RequiresAction, (await order.Payment.Reconcile()).Granted().Progress);
        Assert.Equal("paying", await order.Status());
    }

    [Fact]
    public async Task P22_A_bank_that_is_away_is_told_at_once_and_the_hold_is_as_it_was()
    {
        var order = await box.Order();
        box.Line.IsCut = true;

        Assert.NotNull((await order.PayOnce(null)).Refused(RefusalCode.PaymentsUnavailable).RetryAfter);
        Assert.Equal("held", await order.Status());
        box.Line.IsCut = false;
        await box.Bank.PressPay(await PageWhenOpen(order), Good);

        await order.IsPaidOnce(attempts: null);
    }

    [Theory]
    [InlineData("payment_intents.create")]
    [InlineData("payment_intents.capture")]
    public async Task P22_A_bank_that_does_the_call_and_says_nothing_is_not_taken_for_a_refusal(string call)
    {
        var order = await box.Order();
        await box.Mishap(call, "silence", delayMs: 7_000);

        var answer = (await order.PayOnce()).Granted();

        Assert.Contains(answer.Progress, new[] { PaymentProgress.Processing, PaymentProgress.Paid });
        await order.IsPaidOnce();
        Assert.Single(await box.Ledger(order.Id));
    }

    [Theory]
    [InlineData("fail-kept")]
    [InlineData("fail-after")]
    public async Task P23_A_500_that_the_bank_repeats_for_ever_ends_in_one_charge(string fault)
    {
        var order = await box.Order();
        await box.Mishap("payment_intents.create", fault);

        await order.PayOnce();
        await BoxOfficeWithBank.Until(async () => (await order.PayOnce()) is { Refusal.Code: RefusalCode.AlreadyPaid } or { Value.Progress: PaymentProgress.Paid });

        await order.IsPaidOnce(attempts: null);
    }

    [Theory]
    [InlineData("fail-kept")]
    [InlineData("fail-after")]
    public async Task P23_A_page_behind_a_500_is_found_or_opened_again(string fault)
    {
        var order = await box.Order();
        await box.Mishap("checkout.sessions.create", fault);

        await order.PayOnce(null);
        await box.Bank.PressPay(await PageWhenOpen(order), Good);

        await order.IsPaidOnce(attempts: null);
        Assert.Single(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task P25_An_event_of_another_endpoint_or_account_has_no_effect()
    {
        var order = await box.Order();
        await order.Page();
        var ours = Event("checkout.session.completed", await Session(order), "paid");

        (await box.Grains.ProviderEvents().Receive(ours, EventUtility.GenerateSignatureHeader(ours, "whsec_of_the_live_endpoint"))).Wrong("signature");
        await Receive(ours.Replace("\"livemode\":false", "\"livemode\":true", StringComparison.Ordinal));
        (await Receive(Event("checkout.session.completed", "cs_test_of_another_account", "paid"))).Granted();

        Assert.Equal(PaymentProgress.RequiresAction, (await order.Payment.Reconcile()).Granted().Progress);
        Assert.Equal("paying", await order.Status());
    }

    [Fact]
    public async Task P26_When_no_webhook_can_be_believed_because_a_clock_is_wrong_all_ends_well_without_them()
    {
        await box.Bank.Mishap("*", "old-signature", times: 1_000);
        var order = await box.Order();

        await box.Bank.PressPay(await order.Page(), Good);
        await BoxOfficeWithBank.Until(() => Task.FromResult(door.Answers.Contains(400)));
        Assert.Equal("paying", await order.Status());
        box.Clock.Offset = TimeSpan.FromSeconds(31);

        await order.IsPaidOnce();
        Assert.DoesNotContain(200, door.Answers);
    }

    [Fact]
    public async Task P27_A_webhook_sent_again_by_somebody_else_has_no_effect()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);
        await order.IsPaidOnce();
        await BoxOfficeWithBank.Until(() => Task.FromResult(door.Answers.Count >= 3));
        var (body, signature) = door.Last!.Value;
        var before = await database.Rows(box.Sale.EventId);

        for (var i = 0; i < 5; i++)
        {
            (await box.Grains.ProviderEvents().Receive(body, signature)).Granted();
        }

        var old = EventUtility.GenerateSignatureHeader(body, BoxOfficeWithBank.WebhookSecret, DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds());
        (await box.Grains.ProviderEvents().Receive(body, old)).Wrong("signature");
        (await order.Payment.Reconcile()).Granted();
        Assert.Equal(before, await database.Rows(box.Sale.EventId));
        await order.IsPaidOnce();
    }

    private static string Event(string type, string session, string paymentStatus) =>
        $$$"""{"id":"evt_{{{Guid.NewGuid():N}}}","object":"event","api_version":"2026-10-28.endive","livemode":false,"type":"{{{type}}}","data":{"object":{"id":"{{{session}}}","object":"checkout.session","payment_status":"{{{paymentStatus}}}"} } }""";

    private Task<Result<Done>> Receive(string body) =>
        box.Grains.ProviderEvents().Receive(body, EventUtility.GenerateSignatureHeader(body, BoxOfficeWithBank.WebhookSecret));

    private Task<string> Session(OrderAtBank order) => box.Word("SELECT session_id FROM payments WHERE order_id = $1 AND session_id IS NOT NULL", order.Id);

    private static async Task<string> PageWhenOpen(OrderAtBank order)
    {
        var page = "";
        await BoxOfficeWithBank.Until(async () => (page = (await order.PayOnce(null)).Value?.Url ?? "") != "");
        return page;
    }
}
