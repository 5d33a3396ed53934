using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Stripe;
using Stripe.Checkout;

namespace EventTicket.Payments;

/// <summary>Takes webhooks as hints: what they claim is not believed, the payment they are about is asked for at the provider.</summary>
[StatelessWorker, Reentrant]
internal sealed class ProviderEventsGrain(StripeSettings settings, StripePayments provider, ProviderEventTable table, TimeProvider clock, ILogger<ProviderEventsGrain> log) : Grain, IProviderEventsGrain
{
    private const int ToleranceSeconds = 300;

    // Banks may take most of this to decide; there are few disputes.
    private static readonly TimeSpan LongestDispute = TimeSpan.FromDays(120);

    public async Task<Result<Done>> Receive(Sensitive body, Sensitive? signature)
    {
        // A missing header would be a NullReferenceException inside the library.
        if (signature is not { Text.Length: > 0 } || !settings.WebhookSecrets.Any(secret => IsSigned(body.Text, signature.Text, secret)))
        {
            log.LogWarning("A webhook was refused: its signature is not ours, or more than five minutes off our clock");
            return Refusal.Invalid("signature", "Must be signed with the endpoint's secret within the last five minutes.");
        }

        Event? happened;
        try
        {
            // An event of another API version is read all the same: only its ids are used.
            happened = EventUtility.ParseEvent(body.Text, throwOnApiVersionMismatch: false);
        }
        catch (Exception e)
        {
            // Signed, and yet no event: the library throws whatever it stumbles over.
            log.LogWarning(e, "A webhook was refused: it is signed but cannot be read");
            happened = null;
        }

        if (happened is not { Id: { Length: > 0 } id, Type: { Length: > 0 } kind })
        {
            return Refusal.Invalid("body", "Must be an event of the payment provider.");
        }

        if (happened.Livemode != settings.IsLive)
        {
            log.LogWarning("Webhook {EventId} is {Mode} and this house is not; it is left alone", id, happened.Livemode ? "live" : "a test");
            return Done.It;
        }

        await Keep(new ProviderEvent(id, kind, [.. IdsIn(happened)], [.. OrdersIn(happened)]));
        return Done.It;
    }

    public Task HandleOverdue() => Guarded(async () =>
    {
        foreach (var happened in await table.Overdue(clock.GetUtcNow(), 50))
        {
            await Handle(happened);
        }

        return Done.It;
    });

    public Task LookForMissed(DateTimeOffset refundsSince) => Guarded(async () =>
    {
        foreach (var gone in await provider.Gone(refundsSince, clock.GetUtcNow() - LongestDispute))
        {
            await Keep(gone);
        }

        return Done.It;
    });

    // Acknowledged once it is kept, not once it is handled: that may take as long as the provider does.
    private Task<Done> Keep(ProviderEvent happened) => Guarded(async () =>
    {
        if (await table.Keep(happened, clock.GetUtcNow()))
        {
            HandleOne(happened).Ignore();
        }

        return Done.It;
    });

    private async Task HandleOne(ProviderEvent happened)
    {
        try
        {
            await Handle(happened);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Webhook {EventId} is kept and was not handled; it is tried again in a moment", happened.Id);
        }
    }

    private async Task Handle(ProviderEvent happened)
    {
        var done = true;
        // What names the order itself, as we wrote it, need not be looked for; only money that has left without us may be told by ids alone.
        foreach (var orderId in happened is { IsAboutMoneyGone: false, Orders: { Count: > 0 } named } ? named : await table.Orders(happened))
        {
            var payment = GrainFactory.Payment(orderId);
            await payment.Reconcile();
            done &= !happened.IsAboutMoneyGone || (await payment.Recount()).Succeeded;
        }

        if (done)
        {
            await table.Handled(happened.Id);
        }
    }

    private static IEnumerable<string> IdsIn(Event happened) => happened.Data?.Object switch
    {
        Session session => [session.Id],
        PaymentIntent intent => [intent.Id],
        Charge { PaymentIntentId: { } intent } => [intent],
        Stripe.Refund { PaymentIntentId: { } intent } => [intent],
        Dispute { PaymentIntentId: { } intent } => [intent],
        _ => [],
    };

    // Its id may not have reached us yet, when a reply was lost; then our own words in it say whose it is.
    private static IEnumerable<Guid> OrdersIn(Event happened) =>
        Guid.TryParse((happened.Data?.Object as IHasMetadata)?.Metadata?.GetValueOrDefault("order"), out var order) ? [order] : [];

    // Wider than a question to the database: what the provider's library throws, the caller could not even read.
    private static async Task<T> Guarded<T>(Func<Task<T>> action)
    {
        try
        {
            return await action();
        }
        catch (Exception e) when (e is not OutcomeUnknownException)
        {
            throw new OutcomeUnknownException("The webhook cannot be kept or handled now.", e);
        }
    }

    private static bool IsSigned(string body, string signature, string secret)
    {
        try
        {
            EventUtility.ValidateSignature(body, signature, secret, ToleranceSeconds);
            return true;
        }
        catch (StripeException)
        {
            return false;
        }
    }
}
