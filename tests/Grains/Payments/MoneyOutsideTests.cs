using EventTicket.Payments;
using EventTicket.Tests.Postgres.Journal;
using EventTicket.Tests.Rules;

namespace EventTicket.Tests.Grains.Payments;

/// <summary>Money that moves without us: given back in the provider's dashboard, disputed, let go by the bank.</summary>
public sealed class MoneyOutsideTests(JournalDatabase database) : MoneyBack(database)
{
    [Fact]
    public async Task All_money_given_back_in_the_providers_dashboard_ends_the_tickets()
    {
        var order = await PaidOrder();

        await box.Bank.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = await Intent(order) }, cancellationToken: TestContext.Current.CancellationToken);
        await Webhook("charge.refunded", order);

        await BoxOfficeWithBank.Until(async () => await order.Status() == "refunded");
        Assert.Equal("external", await box.Word("SELECT state FROM refunds WHERE order_id = $1", order.Id));
        Assert.Equal(10, (await box.Sale.Stock()).Free);
    }

    [Fact]
    public async Task Money_given_back_there_is_found_though_no_webhook_ever_comes()
    {
        var order = await PaidOrder();
        await box.Bank.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = await Intent(order) }, cancellationToken: TestContext.Current.CancellationToken);

        await box.Grains.ProviderEvents().LookForMissed(DateTimeOffset.UnixEpoch);

        await BoxOfficeWithBank.Until(async () => await order.Status() == "refunded");
        await box.Grains.ProviderEvents().LookForMissed(DateTimeOffset.UnixEpoch);
        Assert.Equal("1", await box.Word("SELECT count(*)::text FROM refunds WHERE order_id = $1", order.Id));
    }

    [Fact]
    public async Task Part_of_it_leaves_the_tickets_and_stands_on_the_list()
    {
        var order = await PaidOrder();

        var outside = await box.Bank.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = await Intent(order), Amount = 1_000 }, cancellationToken: TestContext.Current.CancellationToken);
        await Webhook("charge.refunded", order);

        Assert.Equal(1_000, (await Matter(PaymentMatterKind.ExternalRefund, outside.Id)).Amount.Amount);
        Assert.Equal("paid", await order.Status());
        await RefundIs(await Refund(order), "succeeded");
        Assert.Equal(5_000, await GivenBack(order));
    }

    [Theory]
    [InlineData("won", "valid")]
    [InlineData("lost", "cancelled")]
    public async Task A_dispute_freezes_the_tickets_until_it_is_decided(string outcome, string afterwards)
    {
        var order = await PaidOrder();
        var answer = await Tell("/sandbox/disputes", new { paymentIntent = await Intent(order) });
        var dispute = answer.GetProperty("id").GetString()!;
        await Webhook("charge.dispute.created", order);
        await BoxOfficeWithBank.Until(async () => await Tickets(order) == "frozen");
        await Matter(PaymentMatterKind.Dispute, dispute);

        await Tell($"/sandbox/disputes/{dispute}", new { outcome });
        await Webhook("charge.dispute.closed", order);

        await BoxOfficeWithBank.Until(async () => await Tickets(order) == afterwards);
        await BoxOfficeWithBank.Until(async () => (await Matters()).Any(matter => matter.Reference == dispute) == (outcome == "lost"));
    }

    [Fact]
    public async Task Money_the_bank_lets_go_before_the_capture_revokes_the_tickets()
    {
        var order = await box.Order();
        await box.Mishap("payment_intents.capture", "fail-before", times: 3);
        (await order.Pay()).Granted();

        await Tell($"/sandbox/payment-intents/{await Intent(order)}/lapse", new { });

        await BoxOfficeWithBank.Until(async () => await order.Attempts() == "uncollectible");
        Assert.Equal(("cancelled", "revoked"), (await order.Status(), await Tickets(order)));
        Assert.Equal(10, (await box.Sale.Stock()).Free);
        await Matter(PaymentMatterKind.Uncollectible, await Intent(order));
    }
}
