using System.Net;
using System.Net.Http.Json;
using Stripe;

namespace EventTicket.Tests.Sandbox;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Fact]
    public async Task The_same_key_answers_the_first_result_and_charges_once()
    {
        var first = await sandbox.Pay(Asking.Payment(), "key-1");
        await sandbox.Capture(first.Id);
        var again = await sandbox.Pay(Asking.Payment(), "key-1");
        Assert.Equal((first.Id, "requires_capture"), (again.Id, again.Status));
        Assert.Equal("true", again.StripeResponse.Headers.GetValues("Idempotent-Replayed").Single());
    }

    [Fact]
    public async Task A_refused_card_is_kept_too()
    {
        var first = await Asking.Refused(sandbox.Pay(Asking.Payment("pm_card_chargeDeclined"), "key-2"));
        var again = await Asking.Refused(sandbox.Pay(Asking.Payment("pm_card_chargeDeclined"), "key-2"));
        Assert.Equal(first.StripeError.PaymentIntent.Id, again.StripeError.PaymentIntent.Id);
    }

    [Fact]
    public async Task The_same_key_with_other_parameters_is_refused()
    {
        await sandbox.Pay(Asking.Payment(), "key-3");
        var refused = await Asking.Refused(sandbox.Pay(Asking.Payment(amount: 1), "key-3"));
        Assert.Equal((HttpStatusCode.BadRequest, "idempotency_error"), (refused.HttpStatusCode, refused.StripeError.Type));
    }

    [Fact]
    public async Task A_call_that_fails_validation_does_not_use_up_its_key()
    {
        await Asking.Refused(sandbox.Pay(Asking.Payment("pm_card_nobody"), "key-4"));
        Assert.Equal("requires_capture", (await sandbox.Pay(Asking.Payment(), "key-4")).Status);
    }

    [Fact]
    public async Task The_same_key_while_the_first_call_is_in_progress_is_409()
    {
        await Script("payment_intents.create", "delay", delayMs: 2000);
        var slow = sandbox.Pay(Asking.Payment(), "key-5");
        StripeException refused;
        do
        {
            // Another call and invalid on purpose: should it come first, it takes neither the delay nor the key.
            await Task.Delay(20, Stop);
            refused = await Asking.Refused(sandbox.Stripe.V1.Refunds.CreateAsync(new() { PaymentIntent = "pi_nobody" }, new RequestOptions { IdempotencyKey = "key-5" }, Stop));
        }
        while (refused.HttpStatusCode != HttpStatusCode.Conflict && !slow.IsCompleted);
        Assert.Equal("idempotency_key_in_use", refused.StripeError.Code);
        Assert.Equal("requires_capture", (await slow).Status);
    }

    [Fact]
    public async Task A_lost_reply_is_answered_again_without_a_second_charge()
    {
        await Script("payment_intents.create", "lose-reply");
        await Assert.ThrowsAnyAsync<Exception>(() => sandbox.Pay(Asking.Payment(), "key-6"));
        var payment = await sandbox.Pay(Asking.Payment(), "key-6");
        Assert.Equal("true", payment.StripeResponse.Headers.GetValues("Idempotent-Replayed").Single());
    }

    [Fact]
    public async Task A_failure_before_leaves_the_key_free_and_a_failure_after_is_kept()
    {
        await Script("payment_intents.create", "fail-before");
        Assert.Equal(HttpStatusCode.InternalServerError, (await Asking.Refused(sandbox.Pay(Asking.Payment(), "key-7"))).HttpStatusCode);
        var payment = await sandbox.Pay(Asking.Payment(), "key-7");

        await Script("payment_intents.capture", "fail-after");
        var key = new RequestOptions { IdempotencyKey = "key-8" };
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, (await Asking.Refused(sandbox.Stripe.V1.PaymentIntents.CaptureAsync(payment.Id, null, key, Stop))).HttpStatusCode);
        Assert.Equal("succeeded", (await sandbox.ReadPayment(payment.Id)).Status);
    }

    [Fact]
    public async Task A_500_that_is_kept_is_answered_for_ever_though_nothing_was_done_and_another_key_is_free()
    {
        await Script("payment_intents.create", "fail-kept");
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.InternalServerError, (await Asking.Refused(sandbox.Pay(Asking.Payment(), "key-9"))).HttpStatusCode);
        Assert.Empty((await sandbox.Stripe.V1.PaymentIntents.ListAsync(cancellationToken: Stop)).Data);
        Assert.Equal("requires_capture", (await sandbox.Pay(Asking.Payment(), "key-10")).Status);
    }

    [Fact]
    public async Task Silence_ends_without_an_answer_and_what_was_asked_is_done()
    {
        await Script("payment_intents.create", "silence", delayMs: 200);
        await Assert.ThrowsAnyAsync<Exception>(() => sandbox.Pay(Asking.Payment(), "key-11"));
        Assert.Equal("true", (await sandbox.Pay(Asking.Payment(), "key-11")).StripeResponse.Headers.GetValues("Idempotent-Replayed").Single());
    }

    [Fact]
    public async Task A_key_that_is_forgotten_charges_again()
    {
        var first = await sandbox.Pay(Asking.Payment(), "key-12");
        await sandbox.Browser.DeleteAsync(sandbox.Url + "/sandbox/idempotency-keys", Stop);
        Assert.NotEqual(first.Id, (await sandbox.Pay(Asking.Payment(), "key-12")).Id);
    }

    [Fact]
    public async Task Faults_are_used_up_forgotten_on_request_and_checked()
    {
        await Script("payment_intents.retrieve", "conflict", times: 2);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.Conflict, (await Asking.Refused(sandbox.ReadPayment("pi_1"))).HttpStatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Asking.Refused(sandbox.ReadPayment("pi_1"))).HttpStatusCode);

        await Script("payment_intents.retrieve", "conflict");
        await sandbox.Browser.DeleteAsync(sandbox.Url + "/sandbox/faults", Stop);
        Assert.Equal(HttpStatusCode.NotFound, (await Asking.Refused(sandbox.ReadPayment("pi_1"))).HttpStatusCode);

        var wrong = await sandbox.Browser.PostAsJsonAsync(sandbox.Url + "/sandbox/faults", new { call = "payment_intents.explode", fault = "delay" }, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("payment_intents.create", await wrong.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private async Task Script(string call, string fault, int times = 1, int delayMs = 0)
    {
        var answer = await sandbox.Browser.PostAsJsonAsync(sandbox.Url + "/sandbox/faults", new { call, fault, times, delayMs }, Stop);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
