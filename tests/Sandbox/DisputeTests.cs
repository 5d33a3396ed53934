using Stripe;

namespace EventTicket.Tests.Sandbox;

public sealed class DisputeTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Theory]
    [InlineData("pm_card_createDispute", "fraudulent", "needs_response", 4500)]
    [InlineData("pm_card_createDisputeProductNotReceived", "product_not_received", "needs_response", 4500)]
    [InlineData("pm_card_createDisputeInquiry", "fraudulent", "warning_needs_response", 0)]
    public async Task A_card_that_disputes_does_so_once_the_money_is_taken(string method, string reason, string status, long withheld)
    {
        var payment = await sandbox.Pay(Asking.Payment(method));
        Assert.Empty((await Disputes(payment)).Data);

        await sandbox.Capture(payment.Id);

        var dispute = Assert.Single((await Disputes(payment)).Data);
        Assert.Equal((reason, status, 4500, payment.Id), (dispute.Reason, dispute.Status, dispute.Amount, dispute.PaymentIntentId));
        Assert.True((await sandbox.ReadPayment(payment.Id)).LatestCharge.Disputed);
        Assert.Equal(withheld, (await sandbox.Ledger(payment.Id)).Disputed);
    }

    [Fact]
    public async Task A_card_that_disputes_twice_does_so_over_the_parts()
    {
        var payment = await Captured("pm_card_createMultipleDisputes");
        Assert.Equal([2250L, 2250], (await Disputes(payment)).Data.Select(dispute => dispute.Amount));
    }

    [Theory]
    [InlineData("winning_evidence", "won", 0)]
    [InlineData("losing_evidence", "lost", 4500)]
    [InlineData("We sent it.", "under_review", 4500)]
    public async Task What_the_shop_says_decides(string evidence, string status, long withheld)
    {
        var payment = await Captured("pm_card_createDispute");
        var dispute = (await Disputes(payment)).Data.Single();

        var answered = await sandbox.Stripe.V1.Disputes.UpdateAsync(
            dispute.Id, new DisputeUpdateOptions { Evidence = new() { UncategorizedText = evidence }, Submit = true }, cancellationToken: Stop);

        Assert.Equal(status, answered.Status);
        Assert.Equal(withheld, (await sandbox.Ledger(payment.Id)).Disputed);
    }

    [Theory]
    [InlineData("won", false)]
    [InlineData("lost", true)]
    public async Task Somebody_can_open_and_decide_a_dispute_and_what_is_lost_cannot_be_refunded(string outcome, bool gone)
    {
        var payment = await Captured("pm_card_visa");
        var id = await sandbox.OpenDispute(payment.Id);
        var charge = await Asking.Refused(Refund(payment));
        Assert.Equal("charge_disputed", charge.StripeError.Code);

        await sandbox.CloseDispute(id, outcome);

        Assert.Equal(outcome, (await sandbox.Stripe.V1.Disputes.GetAsync(id, cancellationToken: Stop)).Status);
        if (gone)
            Assert.Equal("charge_disputed", (await Asking.Refused(Refund(payment))).StripeError.Code);
        else
            Assert.Equal(4500, (await Refund(payment)).Amount);
    }

    [Fact]
    public async Task A_shop_can_give_up()
    {
        var payment = await Captured("pm_card_createDispute");
        var dispute = (await Disputes(payment)).Data.Single();
        Assert.Equal("lost", (await sandbox.Stripe.V1.Disputes.CloseAsync(dispute.Id, cancellationToken: Stop)).Status);
    }

    private async Task<PaymentIntent> Captured(string method)
    {
        var payment = await sandbox.Pay(Asking.Payment(method));
        return await sandbox.Capture(payment.Id);
    }

    private Task<Refund> Refund(PaymentIntent payment) => sandbox.Stripe.V1.Refunds.CreateAsync(new RefundCreateOptions { PaymentIntent = payment.Id }, cancellationToken: Stop);

    private Task<StripeList<Dispute>> Disputes(PaymentIntent payment) =>
        sandbox.Stripe.V1.Disputes.ListAsync(new DisputeListOptions { PaymentIntent = payment.Id }, cancellationToken: Stop);
}
