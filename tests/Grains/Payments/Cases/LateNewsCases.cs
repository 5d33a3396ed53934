using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;
using Stripe.Checkout;

namespace EventTicket.Tests.Grains.Payments.Cases;

/// <summary>The payment cases P01 to P08: money and news that come late, twice, in the wrong order or not at all.</summary>
public sealed class LateNewsCases(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private const string Good = "4242424242424242";

    private WebhookDoor door = null!;
    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => door = await WebhookDoor.Open();

    public async ValueTask DisposeAsync()
    {
        await box.DisposeAsync();
        await door.DisposeAsync();
    }

    [Theory]
    [InlineData(8, "captured", "paid", "succeeded 5000")]
    [InlineData(10, "cancelled", "expired", "canceled 0")]
    public async Task P01_Money_for_a_hold_that_has_ended_gets_its_places_if_they_are_free_and_goes_back_if_not(int held, string attempts, string status, string bank)
    {
        await Open(watched: true);
        var order = await box.Order();
        var page = await order.Page();
        box.Line.IsCut = true;
        box.Clock.Offset = TimeSpan.FromMinutes(13);
        await BoxOfficeWithBank.Until(async () => await order.Status() == "expired");
        (await box.Sale.Hold(held)).Granted();
        await box.Bank.PressPay(page, Good);

        box.Line.IsCut = false;

        await BoxOfficeWithBank.Until(async () => await order.Attempts() == attempts);
        Assert.Equal((status, bank), (await order.Status(), await order.AtBank()));
        Assert.Equal(status == "paid" ? PaymentProgress.Paid : PaymentProgress.TurnedAway, (await order.Payment.Reconcile()).Granted().Progress);
    }

    [Fact]
    public async Task P01_Places_are_free_again_only_when_the_bank_has_closed_the_page()
    {
        await Open(watched: true);
        var order = await box.Order();
        await order.Page();
        await box.Mishap("checkout.sessions.expire", "delay", delayMs: 2_000);

        box.Clock.Offset = TimeSpan.FromMinutes(10).Add(TimeSpan.FromSeconds(1));

        await BoxOfficeWithBank.Until(async () => await order.Status() == "expired");
        Assert.Equal("expired", (await Session(order)).Status);
    }

    [Fact]
    public async Task P02_The_webhook_is_here_before_the_browser_and_both_see_the_tickets()
    {
        await Open();
        var order = await box.Order();

        await box.Bank.PressPay(await order.Page(), Good);

        await order.IsPaidOnce();
        Assert.Equal(2, (await order.Payment.Reconcile()).Granted().Tickets.Length);
    }

    [Fact]
    public async Task P02_The_webhook_and_the_browser_come_at_once()
    {
        await Open();
        var order = await box.Order();

        await box.Bank.PressPay(await order.Page(), Good);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => order.Payment.Reconcile()));

        Assert.All(answers, answer => Assert.Equal(PaymentProgress.Paid, answer.Granted().Progress));
        await order.IsPaidOnce();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task P03_Without_a_webhook_the_returning_browser_is_enough_and_without_a_browser_the_watch_is(bool returns)
    {
        await Open(watched: !returns);
        await box.Bank.Mishap("*", "lose", times: 100);
        var order = await box.Order();

        await box.Bank.PressPay(await order.Page(), Good);
        if (returns)
        {
            Assert.Equal(PaymentProgress.Paid, (await order.Payment.Reconcile()).Granted().Progress);
        }
        else
        {
            box.Clock.Offset = TimeSpan.FromSeconds(31);
        }

        await order.IsPaidOnce();
        Assert.Empty(door.Answers);
    }

    [Fact]
    public async Task P03_Who_returns_without_having_paid_has_nothing()
    {
        await Open();
        var order = await box.Order();
        await order.Page();

        Assert.Equal(PaymentProgress.RequiresAction, (await order.Payment.Reconcile()).Granted().Progress);

        Assert.Equal("paying", await order.Status());
        Assert.Equal("0", await box.Word("SELECT count(*)::text FROM tickets WHERE order_id = $1", order.Id));
    }

    [Fact]
    public async Task P04_Each_webhook_three_times_has_one_effect()
    {
        await Open();
        await box.Bank.Mishap("*", "repeat", times: 100);
        var order = await box.Order();

        await box.Bank.PressPay(await order.Page(), Good);

        await order.IsPaidOnce();
        // Completed, set aside, taken: three events.
        await BoxOfficeWithBank.Until(() => Task.FromResult(door.Answers.Count == 9));
        Assert.All(door.Answers, status => Assert.Equal(200, status));
        await order.IsPaidOnce();
    }

    [Fact]
    public async Task P05_News_in_the_wrong_order_turn_nothing_back()
    {
        await Open();
        await box.Bank.Mishap("payment_intent.amount_capturable_updated", "hold-back");
        var order = await box.Order();

        await box.Bank.PressPay(await order.Page(), Good);

        await order.IsPaidOnce();
        await BoxOfficeWithBank.Until(() => Task.FromResult(door.Last?.Body.Contains("payment_intent.amount_capturable_updated", StringComparison.Ordinal) == true));
        Assert.Equal(PaymentProgress.Paid, (await order.Payment.Reconcile()).Granted().Progress);
        await order.IsPaidOnce();
    }

    [Fact]
    public async Task P06_A_webhook_that_finds_the_database_away_is_sent_again()
    {
        await Open();
        var order = await box.Order();
        var page = await order.Page();

        await using (await database.Away())
        {
            await box.Bank.PressPay(page, Good);
            await BoxOfficeWithBank.Until(() => Task.FromResult(door.Answers.Contains(503)));
        }

        await order.IsPaidOnce();
        Assert.Contains(200, door.Answers);
    }

    [Fact]
    public async Task P07_The_tickets_are_there_before_the_money_is_taken_and_a_crash_between_takes_it_afterwards()
    {
        await Open();
        var order = await box.Order();
        await box.Mishap("payment_intents.capture", "fail-before", times: 2);

        Assert.Equal(2, (await order.PayOnce()).Granted().Tickets.Length);
        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "issued");
        Assert.Equal(("issued", "requires_capture 0"), (await order.Status(), await order.AtBank()));
        await box.Deactivate(order.Payment);
        await box.Deactivate(box.Sale.Grain);

        (await order.Payment.Reconcile()).Granted();

        await order.IsPaidOnce();
    }

    [Fact]
    public async Task P08_Money_that_was_taken_is_seen_even_when_the_bank_has_forgotten_the_key()
    {
        await Open();
        await box.Bank.Mishap("*", "lose", times: 100);
        var order = await box.Order();
        await box.Mishap("payment_intents.capture", "lose-reply");
        // The look that follows a capture without an answer fails too.
        await box.Mishap("payment_intents.retrieve", "fail-before");
        (await order.PayOnce()).Granted();
        await BoxOfficeWithBank.Until(async () => await order.AtBank() == "succeeded 5000");
        Assert.Equal("issued", await order.Status());
        await box.Deactivate(order.Payment);
        using (await box.Bank.Browser.DeleteAsync(box.Bank.Url + "/sandbox/idempotency-keys", TestContext.Current.CancellationToken))
        {
            (await order.Payment.Reconcile()).Granted();
        }

        await order.IsPaidOnce();
    }

    private async Task Open(bool watched = false) => box = await BoxOfficeWithBank.Open(database, watched, door: door);

    private async Task<Session> Session(OrderAtBank order) =>
        await box.Bank.Read(await box.Word("SELECT session_id FROM payments WHERE order_id = $1", order.Id));
}
