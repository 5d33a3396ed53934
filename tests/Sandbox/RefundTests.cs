using System.Net;
using Stripe;

namespace EventTicket.Tests.Sandbox;

public sealed class RefundTests : IAsyncLifetime
{
    // Ends a test that waits for a status that never comes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start(null, "--Sandbox:RefundSettleSeconds=1");

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task The_same_key_refunds_once()
    {
        var payment = await Captured();
        var key = new RequestOptions { IdempotencyKey = "refund-1" };

        var first = await sandbox.Stripe.V1.Refunds.CreateAsync(Of(payment, 1000), key, Stop);
        var again = await sandbox.Stripe.V1.Refunds.CreateAsync(Of(payment, 1000), key, Stop);

        Assert.Equal(first.Id, again.Id);
        Assert.Equal(1000, (await sandbox.ReadPayment(payment)).LatestCharge.AmountRefunded);
        var other = await Asking.Refused(sandbox.Stripe.V1.Refunds.CreateAsync(Of(payment, 2000), key, Stop));
        Assert.Equal("idempotency_error", other.StripeError.Type);
    }

    [Fact]
    public async Task A_pending_refund_succeeds_after_a_while()
    {
        var refund = await Refund(await Captured("pm_card_pendingRefund"), 1500);
        Assert.Equal(("pending", "processing"), (refund.Status, refund.PendingReason));

        Assert.Null((await Becomes(refund, "succeeded")).PendingReason);
    }

    [Fact]
    public async Task A_refund_that_fails_looked_done_at_first_and_its_money_is_the_shops_again()
    {
        var payment = await Captured("pm_card_refundFail");
        var refund = await Refund(payment, null);
        Assert.Equal("succeeded", refund.Status);

        Assert.NotNull((await Becomes(refund, "failed")).FailureReason);
        Assert.Equal((0, false), (await sandbox.ReadPayment(payment)).LatestCharge is var charge ? (charge.AmountRefunded, charge.Refunded) : default);
        Assert.Equal(4500, (await Refund(payment, null)).Amount);
    }

    [Fact]
    public async Task A_card_typed_in_behaves_the_same()
    {
        var session = await sandbox.Open(Asking.Checkout());
        await sandbox.PressPay(session.Url, "4000 0000 0000 7726");
        var payment = (await sandbox.Read(session.Id)).PaymentIntentId;
        await sandbox.Capture(payment);

        Assert.Equal("pending", (await Refund(payment, 100)).Status);
    }

    [Fact]
    public async Task Somebody_can_decide_at_once_what_becomes_of_a_refund()
    {
        var payment = await Captured();
        var refund = await Refund(payment, 500);

        await sandbox.Settle(refund.Id, "failed");

        Assert.Equal("failed", (await Read(refund)).Status);
        using var nonsense = new StringContent("""{"status":"succeeded"}""", System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.Browser.PostAsync($"{sandbox.Url}/sandbox/refunds/{refund.Id}", nonsense, Stop)).StatusCode);
    }

    [Fact]
    public async Task Refunds_are_listed_by_payment_newest_first_and_carry_their_notes()
    {
        var (payment, other) = (await Captured(), await Captured());
        var first = await Refund(payment, 100);
        await Refund(other, 100);
        var second = await Refund(payment, 200);
        await sandbox.Stripe.V1.Refunds.UpdateAsync(first.Id, new RefundUpdateOptions { Metadata = new() { ["refund"] = "one" } }, cancellationToken: Stop);

        var list = await sandbox.Stripe.V1.Refunds.ListAsync(new RefundListOptions { PaymentIntent = payment }, cancellationToken: Stop);
        Assert.Equal([second.Id, first.Id], list.Data.Select(refund => refund.Id));
        Assert.Equal("one", list.Data[1].Metadata["refund"]);
        Assert.Equal([second.Id, first.Id], (await sandbox.Stripe.V1.Refunds.ListAsync(new RefundListOptions { Charge = first.ChargeId }, cancellationToken: Stop)).Data.Select(refund => refund.Id));
        var charge = await sandbox.Stripe.V1.Charges.GetAsync(first.ChargeId, new ChargeGetOptions { Expand = ["refunds", "payment_intent"] }, cancellationToken: Stop);
        Assert.Equal((2, 4500), (charge.Refunds.Data.Count, charge.PaymentIntent.AmountReceived));
    }

    private static RefundCreateOptions Of(string payment, long? amount) => new() { PaymentIntent = payment, Amount = amount };

    private async Task<string> Captured(string method = "pm_card_visa")
    {
        var payment = await sandbox.Pay(Asking.Payment(method));
        await sandbox.Capture(payment.Id);
        return payment.Id;
    }

    private Task<Refund> Refund(string payment, long? amount) => sandbox.Stripe.V1.Refunds.CreateAsync(Of(payment, amount), cancellationToken: Stop);

    private Task<Refund> Read(Refund refund) => sandbox.Stripe.V1.Refunds.GetAsync(refund.Id, cancellationToken: Stop);

    private async Task<Refund> Becomes(Refund refund, string status)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(Patience);
        while (refund.Status != status)
        {
            await Task.Delay(50, patience.Token);
            refund = await Read(refund);
        }
        return refund;
    }
}
