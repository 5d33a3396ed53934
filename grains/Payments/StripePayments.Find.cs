using Stripe;

namespace EventTicket.Payments;

/// <summary>Finding a payment whose id never arrived.</summary>
internal sealed partial class StripePayments
{
    // What is set aside under another's clock may look older than our record of it.
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(10);

    // A search finds what is a minute old; a list tells the last moments too, and is longer the more is sold.
    public Task<ProviderAnswer> Find(PaymentAttempt attempt) => Ask(attempt, async () =>
    {
        if (clock.GetUtcNow() - attempt.CreatedAt > ClockSlack)
        {
            var query = string.Join(" AND ", Metadata(attempt).Select(ours => $"metadata['{ours.Key}']:'{ours.Value}'"));
            var matches = await stripe.V1.PaymentIntents.SearchAsync(new PaymentIntentSearchOptions { Query = query, Limit = 1 });
            return matches.FirstOrDefault() is { } match ? Read(attempt, match) : new ProviderAnswer(ProviderState.Closed);
        }

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
