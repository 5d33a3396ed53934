using Stripe;

namespace EventTicket.Payments;

/// <summary>Finding a payment whose id never arrived.</summary>
internal sealed partial class StripePayments
{
    // What is set aside under another's clock may look older than our record of it.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    public Task<ProviderAnswer> Find(PaymentAttempt attempt) => Ask(attempt, async () =>
    {
        var since = attempt.CreatedAt.UtcDateTime - ClockSlack;
        var until = attempt.CreatedAt.UtcDateTime + TimeSpan.FromHours(1);
        var listed = new PaymentIntentListOptions { Limit = 100, Created = new DateRangeOptions { GreaterThanOrEqual = since, LessThanOrEqual = until } };
        await foreach (var intent in stripe.V1.PaymentIntents.ListAutoPagingAsync(listed))
        {
            if (IsOf(attempt, intent.Metadata))
            {
                return Read(attempt, intent);
            }
        }

        return new ProviderAnswer(ProviderState.Closed);
    });

    private static bool IsOf(PaymentAttempt attempt, Dictionary<string, string>? metadata) =>
        metadata is not null && Metadata(attempt).All(ours => metadata.GetValueOrDefault(ours.Key) == ours.Value);
}
