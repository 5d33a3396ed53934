using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Stripe;
using Stripe.Checkout;

namespace EventTicket.Payments;

/// <summary>Takes webhooks as hints: what they claim is not believed, the payment they are about is asked for at the provider.</summary>
[StatelessWorker]
internal sealed class ProviderEventsGrain(StripeSettings settings, PaymentTable table, ILogger<ProviderEventsGrain> log) : Grain, IProviderEventsGrain
{
    private const int ToleranceSeconds = 300;

    public async Task<Result<Done>> Receive(string body, string? signature)
    {
        // A missing header would be a NullReferenceException inside the library.
        if (string.IsNullOrEmpty(signature) || !settings.WebhookSecrets.Any(secret => IsSigned(body, signature, secret)))
        {
            log.LogWarning("A webhook was refused: its signature is not ours");
            return Refusal.Invalid("signature", "Must be signed with the endpoint's secret within the last five minutes.");
        }

        Event? happened;
        try
        {
            // An event of another API version is read all the same: only its ids are used.
            happened = EventUtility.ParseEvent(body, throwOnApiVersionMismatch: false);
        }
        catch (Exception e)
        {
            // Signed, and yet no event: the library throws whatever it stumbles over.
            log.LogWarning(e, "A webhook was refused: it is signed but cannot be read");
            happened = null;
        }

        if (happened is null)
        {
            return Refusal.Invalid("body", "Must be an event of the payment provider.");
        }

        foreach (var id in IdsIn(happened))
        {
            foreach (var orderId in await Orders(id))
            {
                GrainFactory.Payment(orderId).Reconcile().Ignore();
            }
        }

        return Done.It;
    }

    private static IEnumerable<string> IdsIn(Event happened) => happened.Data?.Object switch
    {
        Session session => [session.Id],
        PaymentIntent intent => [intent.Id],
        Charge { PaymentIntentId: { } intent } => [intent],
        _ => [],
    };

    private async Task<IReadOnlyList<Guid>> Orders(string providerId)
    {
        try
        {
            return await table.ByProviderId(providerId);
        }
        catch (Exception e)
        {
            throw new OutcomeUnknownException("The webhook's payment cannot be found now.", e);
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
