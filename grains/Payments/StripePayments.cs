using System.Globalization;
using System.Net;
using System.Net.Sockets;
using EventTicket.Events;
using Microsoft.Extensions.Logging;
using Stripe;
using Stripe.Checkout;

namespace EventTicket.Payments;

/// <summary>
/// The payment provider: the real Stripe client, always; in the demo its address is the sandbox's. Money is set aside
/// first and captured later. Each call that changes something carries a key made of order and attempt, so that repeating
/// it does it once. What Stripe answers is looked at, never what a request claims.
/// </summary>
internal sealed partial class StripePayments(StripeClient stripe, TimeProvider clock, ILogger<StripePayments> log) : IPaymentProvider
{
    public Task<ProviderAnswer> Open(PaymentAttempt attempt, PaymentTerms terms, string? email) =>
        attempt.PaymentMethod is null ? OpenPage(attempt, terms, email) : Charge(attempt, terms);

    public Task<ProviderAnswer> Look(PaymentAttempt attempt) => Ask(attempt, async () =>
    {
        if (attempt.SessionId is null)
        {
            return Read(attempt, await stripe.V1.PaymentIntents.GetAsync(attempt.IntentId));
        }

        var session = await stripe.V1.Checkout.Sessions.GetAsync(attempt.SessionId, new SessionGetOptions { Expand = ["payment_intent"] });
        return Read(attempt, session);
    });

    public async Task<ProviderAnswer> CloseOpen(PaymentAttempt attempt)
    {
        var seen = await Look(attempt);
        if (seen.State != ProviderState.Waiting)
        {
            return seen;
        }

        var closed = await Ask(attempt, async () =>
        {
            if (attempt.SessionId is null)
            {
                return Read(attempt, await stripe.V1.PaymentIntents.CancelAsync(attempt.IntentId, new PaymentIntentCancelOptions(), Key(attempt, attempt.Again("cancel"))));
            }

            return Read(attempt, await stripe.V1.Checkout.Sessions.ExpireAsync(attempt.SessionId, new SessionExpireOptions { Expand = ["payment_intent"] }, Key(attempt, attempt.Again("expire"))));
        });
        // Finished in the very moment between looking and closing: look again.
        return closed.State == ProviderState.Rejected ? await Look(attempt) : closed;
    }

    public Task<ProviderAnswer> Capture(PaymentAttempt attempt) => Ask(attempt, async () =>
        Read(attempt, await stripe.V1.PaymentIntents.CaptureAsync(attempt.IntentId, new PaymentIntentCaptureOptions(), Key(attempt, attempt.Again("capture")))));

    public Task<ProviderAnswer> Cancel(PaymentAttempt attempt) => Ask(attempt, async () =>
        Read(attempt, await stripe.V1.PaymentIntents.CancelAsync(attempt.IntentId, new PaymentIntentCancelOptions(), Key(attempt, attempt.Again("cancel")))));

    // The page gets no expiry of its own: Stripe's shortest is half an hour, longer than a hold, and one counted from now
    // would make a repeated request another request. We close the page when the hold ends.
    private Task<ProviderAnswer> OpenPage(PaymentAttempt attempt, PaymentTerms terms, string? email) => Ask(attempt, async () =>
    {
        var session = await stripe.V1.Checkout.Sessions.CreateAsync(new SessionCreateOptions
        {
            Mode = "payment",
            UiMode = "hosted_page",
            AllowedPaymentMethodTypes = ["card"],
            ClientReferenceId = attempt.OrderId.ToString(),
            CustomerEmail = email,
            SuccessUrl = attempt.ReturnUrl,
            CancelUrl = attempt.CancelUrl,
            LineItems = [.. terms.Items.Select(item => new SessionLineItemOptions
            {
                Quantity = item.Quantity,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = item.Price.Currency.ToLowerInvariant(),
                    UnitAmount = StripeAmount.Of(item.Price),
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = $"{terms.EventTitle} – {item.Name}" },
                },
            })],
            PaymentIntentData = new SessionPaymentIntentDataOptions { CaptureMethod = "manual", Metadata = Metadata(attempt) },
            Metadata = Metadata(attempt),
        }, Key(attempt, "page"));
        return Read(attempt, session);
    });

    private Task<ProviderAnswer> Charge(PaymentAttempt attempt, PaymentTerms terms) => Ask(attempt, async () =>
    {
        var intent = await stripe.V1.PaymentIntents.CreateAsync(new PaymentIntentCreateOptions
        {
            Amount = StripeAmount.Of(attempt.Amount),
            Currency = attempt.Amount.Currency.ToLowerInvariant(),
            AllowedPaymentMethodTypes = ["card"],
            PaymentMethod = attempt.PaymentMethod,
            CaptureMethod = "manual",
            Confirm = true,
            ReturnUrl = attempt.ReturnUrl,
            Description = terms.EventTitle,
            Metadata = Metadata(attempt),
        }, Key(attempt, "intent"));
        return Read(attempt, intent);
    });

    private ProviderAnswer Read(PaymentAttempt attempt, Session session) => session switch
    {
        { PaymentIntent: { Status: not "requires_payment_method" } intent } => Read(attempt, intent) with { SessionId = session.Id },
        { Status: "open" } => new ProviderAnswer(ProviderState.Waiting, session.Id, session.PaymentIntentId, session.Url),
        { Status: "expired" } => new ProviderAnswer(ProviderState.Closed, session.Id, session.PaymentIntentId),
        _ => new ProviderAnswer(ProviderState.Unknown, session.Id, session.PaymentIntentId),
    };

    private ProviderAnswer Read(PaymentAttempt attempt, PaymentIntent intent)
    {
        if (!IsOf(attempt, intent.Metadata))
        {
            log.LogCritical("Payment {IntentId} is not of order {OrderId}, attempt {Attempt}; nothing more is done with it", intent.Id, attempt.OrderId, attempt.Attempt);
            return new ProviderAnswer(ProviderState.Mismatch, IntentId: intent.Id, Detail: "of another order");
        }

        if (intent.Amount != StripeAmount.Of(attempt.Amount) || !string.Equals(intent.Currency, attempt.Amount.Currency, StringComparison.OrdinalIgnoreCase))
        {
            log.LogCritical("Payment {IntentId} of order {OrderId} is over another amount than the order; nothing more is done with it", intent.Id, attempt.OrderId);
            return new ProviderAnswer(ProviderState.Mismatch, IntentId: intent.Id, Detail: $"{intent.Amount} {intent.Currency}");
        }

        return intent.Status switch
        {
            "requires_capture" => new ProviderAnswer(ProviderState.Authorised, IntentId: intent.Id),
            "succeeded" => new ProviderAnswer(ProviderState.Captured, IntentId: intent.Id),
            "canceled" => new ProviderAnswer(ProviderState.Closed, IntentId: intent.Id),
            "requires_action" => new ProviderAnswer(ProviderState.Waiting, IntentId: intent.Id, PageUrl: intent.NextAction?.RedirectToUrl?.Url),
            "requires_payment_method" => new ProviderAnswer(ProviderState.Declined, IntentId: intent.Id,
                Detail: intent.LastPaymentError?.DeclineCode ?? intent.LastPaymentError?.Code ?? "declined"),
            _ => new ProviderAnswer(ProviderState.Unknown, IntentId: intent.Id),
        };
    }

    private async Task<ProviderAnswer> Ask(PaymentAttempt attempt, Func<Task<ProviderAnswer>> call)
    {
        try
        {
            return await call();
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.PaymentRequired)
        {
            return new ProviderAnswer(ProviderState.Declined, IntentId: e.StripeError?.PaymentIntent?.Id, Detail: e.StripeError?.DeclineCode ?? e.StripeError?.Code);
        }
        catch (StripeException e) when (e.StripeError?.Type == "idempotency_error" && e.HttpStatusCode == HttpStatusCode.BadRequest)
        {
            // The event's title has changed since, say: the request was made before, and its answer is not to be had this way.
            return new ProviderAnswer(ProviderState.Broken);
        }
        catch (StripeException e) when (e.HttpStatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound)
        {
            log.LogInformation("Order {OrderId}, attempt {Attempt}: the provider rejected {Param}: {Code}", attempt.OrderId, attempt.Attempt, e.StripeError?.Param, e.StripeError?.Code);
            return new ProviderAnswer(ProviderState.Rejected, Detail: e.StripeError?.Param ?? e.StripeError?.Code);
        }
        catch (StripeException e) when (e.HttpStatusCode >= HttpStatusCode.InternalServerError && e.StripeError is not null)
        {
            log.LogWarning("Order {OrderId}, attempt {Attempt}: the provider failed with {Status}", attempt.OrderId, attempt.Attempt, (int)e.HttpStatusCode);
            return new ProviderAnswer(ProviderState.Broken);
        }
        catch (Exception e) when (e is StripeException or HttpRequestException or OperationCanceledException)
        {
            var refused = e.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionRefused };
            log.LogWarning("Order {OrderId}, attempt {Attempt}: no answer from the provider: {Reason}", attempt.OrderId, attempt.Attempt, e.Message);
            return new ProviderAnswer(refused ? ProviderState.Unreachable : ProviderState.Unknown);
        }
    }

    private static Dictionary<string, string> Metadata(PaymentAttempt attempt) => new()
    {
        ["order"] = attempt.OrderId.ToString(),
        ["attempt"] = Text(attempt.Attempt),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static RequestOptions Key(PaymentAttempt attempt, string call) =>
        new() { IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"order:{attempt.OrderId}:{attempt.Attempt}:{call}") };
}
