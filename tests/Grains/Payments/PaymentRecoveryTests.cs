using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;
using EventTicket.Tests.Sandbox;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Things go wrong between us and the bank. Nobody asks again but the watches of a silo, and all ends well.</summary>
public sealed class PaymentRecoveryTests(JournalDatabase database) : IClassFixture<JournalDatabase>, IAsyncLifetime
{
    private const string Good = "4242424242424242";

    private BoxOfficeWithBank box = null!;

    public async ValueTask InitializeAsync() => box = await BoxOfficeWithBank.Open(database, watched: true);

    public ValueTask DisposeAsync() => box.DisposeAsync();

    [Theory]
    [InlineData("payment_intents.create", "lose-reply")]
    [InlineData("payment_intents.create", "fail-before")]
    [InlineData("payment_intents.create", "conflict")]
    [InlineData("payment_intents.capture", "lose-reply")]
    [InlineData("payment_intents.capture", "fail-before")]
    [InlineData("payment_intents.capture", "fail-after")]
    public async Task A_card_is_charged_once_whatever_became_of_the_call(string call, string mishap)
    {
        var order = await box.Order();
        await box.Mishap(call, mishap);

        (await order.PayOnce()).Granted();

        await order.IsPaidOnce();
        Assert.Single(await box.Ledger(order.Id));
    }

    [Fact]
    public async Task A_bank_that_takes_its_time_is_waited_for_without_the_buyer()
    {
        var order = await box.Order();
        await box.Mishap("payment_intents.create", "delay", delayMs: 7_000);

        Assert.Equal(PaymentProgress.Processing, (await order.PayOnce()).Granted().Progress);

        await order.IsPaidOnce();
    }

    [Fact]
    public async Task A_page_whose_address_was_lost_on_the_way_is_found_again()
    {
        var order = await box.Order();
        var operation = box.NewOperation();
        await box.Mishap("checkout.sessions.create", "lose-reply");
        Assert.Equal(PaymentProgress.Processing, (await order.PayOnce(null, operation)).Granted().Progress);

        var page = "";
        await BoxOfficeWithBank.Until(async () => (page = (await order.PayOnce(null, operation)).Granted().Url ?? "") != "");
        await box.Bank.PressPay(page, Good);

        await order.IsPaidOnce();
    }

    [Fact]
    public async Task A_buyer_who_pays_on_the_page_and_never_comes_back_has_the_tickets()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);

        box.Clock.Offset = TimeSpan.FromSeconds(31);

        await order.IsPaidOnce();
    }

    [Fact]
    public async Task A_hold_that_ends_with_its_page_open_closes_the_page_and_frees_the_places()
    {
        var order = await box.Order(standing: 10);
        var page = await order.Page();

        box.Clock.Offset = TimeSpan.FromMinutes(10).Add(TimeSpan.FromSeconds(1));

        await BoxOfficeWithBank.Until(async () => await order.Status() == "expired");
        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "closed");
        await box.Bank.PressPay(page, Good);
        Assert.Equal(PaymentProgress.NotPaid, (await order.Payment.Reconcile()).Granted().Progress);
        Assert.DoesNotContain(await box.Ledger(order.Id), row => row.Status is "requires_capture" or "succeeded");
        (await box.Sale.Hold(10)).Granted();
    }

    [Fact]
    public async Task A_page_paid_at_the_last_moment_gets_its_tickets_after_the_time_of_its_hold()
    {
        var order = await box.Order();
        await box.Bank.PressPay(await order.Page(), Good);

        box.Clock.Offset = TimeSpan.FromMinutes(10).Add(TimeSpan.FromSeconds(1));

        await order.IsPaidOnce();
    }

    [Fact]
    public async Task Money_that_comes_when_the_places_are_gone_is_given_back()
    {
        var order = await PaidBehindACutLine();
        (await box.Sale.Hold(10)).Granted();
        await box.Mishap("payment_intents.cancel", "lose-reply");

        box.Line.IsCut = false;

        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "cancelled");

        Assert.Equal("canceled 0", await order.AtBank());
        Assert.Equal("expired", await order.Status());
        Assert.Equal("true", await box.Word("SELECT turned_away::text FROM orders WHERE order_id = $1", order.Id));
        Assert.Equal(PaymentProgress.TurnedAway, (await order.Payment.Reconcile()).Granted().Progress);
    }

    [Fact]
    public async Task Money_that_comes_late_gets_its_places_when_they_are_still_free()
    {
        var order = await PaidBehindACutLine();
        (await box.Sale.Hold(8)).Granted();

        box.Line.IsCut = false;

        await order.IsPaidOnce();
    }

    [Theory]
    [InlineData("fail-before", 3, 0)]
    [InlineData("delay", 1, 3_000)]
    public async Task Money_is_given_back_though_the_buyer_tries_again_meanwhile(string mishap, int times, int delayMs)
    {
        var order = await PaidBehindACutLine();
        (await box.Sale.Hold(10)).Granted();
        await box.Mishap("payment_intents.cancel", mishap, times, delayMs);
        box.Line.IsCut = false;
        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "turned-away");

        (await order.Pay()).Refused(RefusalCode.HoldEnded);

        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "cancelled closed");
        Assert.Equal("canceled 0", await order.AtBank());
    }

    [Fact]
    public async Task When_the_bank_is_away_nothing_happens_and_the_same_request_can_be_made_again()
    {
        var order = await box.Order();
        var operation = box.NewOperation();
        box.Line.IsCut = true;

        Assert.NotNull((await order.Pay(operation: operation)).Refused(RefusalCode.PaymentsUnavailable).RetryAfter);
        Assert.Equal("held", await order.Status());
        box.Line.IsCut = false;

        Assert.Equal(PaymentProgress.Paid, (await order.Pay(operation: operation)).Granted().Progress);
        await order.IsPaidOnce();
    }

    // The hold ends while nobody can say what became of its page, on which the buyer pays after all.
    private async Task<OrderAtBank> PaidBehindACutLine()
    {
        var order = await box.Order();
        var page = await order.Page();
        box.Line.IsCut = true;
        box.Clock.Offset = TimeSpan.FromMinutes(13);
        await BoxOfficeWithBank.Until(async () => await order.Status() == "expired");
        await box.Bank.PressPay(page, Good);
        return order;
    }
}
