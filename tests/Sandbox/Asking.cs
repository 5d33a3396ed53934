using System.Net.Http.Json;
using Stripe;
using Stripe.Checkout;
using LedgerRow = EventTicket.Sandbox.LedgerRow;

namespace EventTicket.Tests.Sandbox;

/// <summary>What a shop asks of its payment provider, in a few words.</summary>
internal static class Asking
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A card payment that is confirmed at once and captured later, as the gateway makes it.</summary>
    public static PaymentIntentCreateOptions Payment(string method = "pm_card_visa", long amount = 4500) => new()
    {
        Amount = amount,
        Currency = "eur",
        PaymentMethod = method,
        Confirm = true,
        CaptureMethod = "manual",
        ReturnUrl = "http://shop.test/return?order=1",
        AllowedPaymentMethodTypes = ["card"],
        Metadata = new() { ["order"] = "order-1" },
    };

    /// <summary>Two places at 38.00 on the hosted card page.</summary>
    public static SessionCreateOptions Checkout(string currency = "eur", long unitAmount = 3800) => new()
    {
        Mode = "payment",
        UiMode = "hosted_page",
        ClientReferenceId = "order-1",
        CustomerEmail = "ada@example.org",
        Locale = "en",
        AllowedPaymentMethodTypes = ["card"],
        LineItems = [new() { Quantity = 2, PriceData = new() { Currency = currency, UnitAmount = unitAmount, ProductData = new() { Name = "Stalls <1>" } } }],
        ExpiresAt = DateTime.UtcNow.AddMinutes(31),
        SuccessUrl = "http://shop.test/return?session_id={CHECKOUT_SESSION_ID}",
        CancelUrl = "http://shop.test/orders/1",
        PaymentIntentData = new() { CaptureMethod = "manual", Metadata = new() { ["order"] = "order-1" } },
        Metadata = new() { ["order"] = "order-1" },
    };

    public static Task<PaymentIntent> Pay(this SandboxHost sandbox, PaymentIntentCreateOptions payment, string? key = null) =>
        sandbox.Stripe.V1.PaymentIntents.CreateAsync(payment, new RequestOptions { IdempotencyKey = key }, Stop);

    public static Task<Session> Open(this SandboxHost sandbox, SessionCreateOptions checkout) =>
        sandbox.Stripe.V1.Checkout.Sessions.CreateAsync(checkout, cancellationToken: Stop);

    /// <summary>The session as it is now, payment and charge inlined.</summary>
    public static Task<Session> Read(this SandboxHost sandbox, string session) =>
        sandbox.Stripe.V1.Checkout.Sessions.GetAsync(session, new SessionGetOptions { Expand = ["payment_intent", "payment_intent.latest_charge"] }, cancellationToken: Stop);

    public static Task<PaymentIntent> ReadPayment(this SandboxHost sandbox, string payment) =>
        sandbox.Stripe.V1.PaymentIntents.GetAsync(payment, new PaymentIntentGetOptions { Expand = ["latest_charge"] }, cancellationToken: Stop);

    public static Task<PaymentIntent> Capture(this SandboxHost sandbox, string payment, long? amount = null) =>
        sandbox.Stripe.V1.PaymentIntents.CaptureAsync(payment, new PaymentIntentCaptureOptions { AmountToCapture = amount }, cancellationToken: Stop);

    /// <summary>Fills in the card page and presses Pay.</summary>
    public static Task<HttpResponseMessage> PressPay(this SandboxHost sandbox, string page, string number, string expiry = "12/44", string cvc = "123", string name = "Ada Lovelace") =>
        sandbox.Post(page, new() { ["number"] = number, ["expiry"] = expiry, ["cvc"] = cvc, ["name"] = name });

    public static async Task<HttpResponseMessage> Post(this SandboxHost sandbox, string page, Dictionary<string, string> fields)
    {
        using var form = new FormUrlEncodedContent(fields);
        return await sandbox.Browser.PostAsync(page, form, Stop);
    }

    /// <summary>A payment as the bank's book has it.</summary>
    public static async Task<LedgerRow> Ledger(this SandboxHost sandbox, string payment) =>
        (await sandbox.Browser.GetFromJsonAsync<Book>(sandbox.Url + "/ledger.json", Stop))!.Charges.Single(row => row.PaymentIntent == payment);

    /// <summary>The refusal that <paramref name="call"/> meets.</summary>
    public static Task<StripeException> Refused<T>(Task<T> call) => Assert.ThrowsAsync<StripeException>(() => call);

    private sealed record Book(IReadOnlyList<LedgerRow> Charges);
}
