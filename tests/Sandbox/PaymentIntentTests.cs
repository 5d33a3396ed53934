using System.Net;
using Stripe;

namespace EventTicket.Tests.Sandbox;

public sealed class PaymentIntentTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task A_good_card_is_reserved_first_and_captured_later()
    {
        var reserved = await sandbox.Pay(Asking.Payment());
        Assert.Equal(("requires_capture", 4500, 0), (reserved.Status, reserved.AmountCapturable, reserved.AmountReceived));
        Assert.Equal("order-1", reserved.Metadata["order"]);

        await sandbox.Capture(reserved.Id);
        var captured = await sandbox.ReadPayment(reserved.Id);
        Assert.Equal(("succeeded", 0, 4500), (captured.Status, captured.AmountCapturable, captured.AmountReceived));
        Assert.Equal(4500, captured.LatestCharge.AmountCaptured);
        Assert.Equal("4242", captured.LatestCharge.PaymentMethodDetails.Card.Last4);
    }

    [Fact]
    public async Task Without_manual_capture_the_money_is_taken_at_once()
    {
        var payment = Asking.Payment();
        payment.CaptureMethod = null;
        Assert.Equal(("succeeded", 4500), (await sandbox.Pay(payment)) is var paid ? (paid.Status, paid.AmountReceived) : default);
    }

    [Theory]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card")]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc")]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error", "processing_error")]
    public async Task A_refused_card_is_402_and_another_may_be_tried(string method, string code, string declineCode)
    {
        var refused = await Asking.Refused(sandbox.Pay(Asking.Payment(method)));
        Assert.Equal(HttpStatusCode.PaymentRequired, refused.HttpStatusCode);
        Assert.Equal(("card_error", code, declineCode), (refused.StripeError.Type, refused.StripeError.Code, refused.StripeError.DeclineCode));
        Assert.Equal("requires_payment_method", refused.StripeError.PaymentIntent.Status);

        var payment = await sandbox.Stripe.V1.PaymentIntents.ConfirmAsync(
            refused.StripeError.PaymentIntent.Id, new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_mastercard" }, cancellationToken: Stop);
        Assert.Equal("requires_capture", payment.Status);
    }

    [Theory]
    [InlineData("approve", "requires_capture", "succeeded")]
    [InlineData("decline", "requires_payment_method", "failed")]
    public async Task A_card_whose_bank_asks_sends_the_buyer_there_and_back(string answer, string status, string outcome)
    {
        var asked = await sandbox.Pay(Asking.Payment("pm_card_threeDSecure2Required"));
        Assert.Equal("requires_action", asked.Status);
        var bank = asked.NextAction.RedirectToUrl.Url;
        Assert.StartsWith(sandbox.Url, bank, StringComparison.Ordinal);
        Assert.Contains("€45.00", WebUtility.HtmlDecode(await sandbox.Browser.GetStringAsync(bank, Stop)), StringComparison.Ordinal);

        var back = await sandbox.Post(bank, new() { ["answer"] = answer });
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
        Assert.StartsWith("http://shop.test/return?order=1&payment_intent=" + asked.Id, back.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.EndsWith("redirect_status=" + outcome, back.Headers.Location.OriginalString, StringComparison.Ordinal);
        Assert.Equal(status, (await sandbox.ReadPayment(asked.Id)).Status);
    }

    [Fact]
    public async Task A_bank_that_asks_needs_a_way_back()
    {
        var payment = Asking.Payment("pm_card_authenticationRequired");
        payment.ReturnUrl = null;
        Assert.Equal("return_url", (await Asking.Refused(sandbox.Pay(payment))).StripeError.Param);
    }

    [Fact]
    public async Task Canceled_money_cannot_be_captured_and_captured_money_cannot_be_canceled()
    {
        var first = await sandbox.Pay(Asking.Payment());
        Assert.Equal("canceled", (await sandbox.Stripe.V1.PaymentIntents.CancelAsync(first.Id, cancellationToken: Stop)).Status);
        var late = await Asking.Refused(sandbox.Capture(first.Id));
        Assert.Equal(("payment_intent_unexpected_state", "canceled"), (late.StripeError.Code, late.StripeError.PaymentIntent.Status));

        var second = await sandbox.Pay(Asking.Payment());
        await sandbox.Capture(second.Id);
        Assert.Equal("payment_intent_unexpected_state",
            (await Asking.Refused(sandbox.Stripe.V1.PaymentIntents.CancelAsync(second.Id, cancellationToken: Stop))).StripeError.Code);
        Assert.Equal("payment_intent_unexpected_state", (await Asking.Refused(sandbox.Capture(second.Id))).StripeError.Code);
    }

    [Fact]
    public async Task Refunds_never_give_back_more_than_was_captured()
    {
        var payment = await sandbox.Pay(Asking.Payment());
        Assert.Equal(HttpStatusCode.BadRequest, (await Asking.Refused(Refund(payment.Id, null))).HttpStatusCode);
        await sandbox.Capture(payment.Id, 4000);

        var part = await Refund(payment.Id, 1500);
        Assert.Equal((1500, "succeeded"), (part.Amount, part.Status));
        Assert.Equal("amount", (await Asking.Refused(Refund(payment.Id, 2501))).StripeError.Param);
        Assert.Equal(2500, (await Refund(payment.Id, null)).Amount);
        Assert.Equal("charge_already_refunded", (await Asking.Refused(Refund(payment.Id, 1))).StripeError.Code);
        Assert.Equal(4000, (await sandbox.ReadPayment(payment.Id)).LatestCharge.AmountRefunded);
        Assert.Equal(1500, (await sandbox.Stripe.V1.Refunds.GetAsync(part.Id, cancellationToken: Stop)).Amount);
        Assert.Equal(2, (await sandbox.Stripe.V1.Refunds.ListAsync(new RefundListOptions { PaymentIntent = payment.Id }, cancellationToken: Stop)).Data.Count);
    }

    private Task<Refund> Refund(string payment, long? amount) => sandbox.Stripe.V1.Refunds.CreateAsync(
        new RefundCreateOptions { PaymentIntent = payment, Amount = amount, Reason = "requested_by_customer" }, cancellationToken: Stop);
}
