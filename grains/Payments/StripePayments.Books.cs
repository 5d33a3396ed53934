using System.Net;
using Microsoft.Extensions.Logging;
using Stripe;

namespace EventTicket.Payments;

/// <summary>The provider's own record, page by page.</summary>
internal sealed partial class StripePayments
{
    private const string WithCharge = "latest_charge";

    /// <summary>The provider's payments that were made in a span of time, the newest first.</summary>
    /// <param name="after">The last payment of the page before; null for the first page.</param>
    /// <returns>Refused: payments-unavailable, invalid (cursor).</returns>
    public Task<Result<ProviderBooks>> Books(DateTimeOffset from, DateTimeOffset before, string? after, int limit) => Read(async () =>
    {
        var page = await stripe.V1.PaymentIntents.ListAsync(new PaymentIntentListOptions
        {
            Limit = limit,
            StartingAfter = after,
            Created = new DateRangeOptions { GreaterThanOrEqual = from.UtcDateTime, LessThan = before.UtcDateTime },
            Expand = ["data." + WithCharge],
        });
        return new ProviderBooks([.. page.Select(Entry)], page.HasMore);
    });

    /// <summary>One payment of the provider's.</summary>
    /// <returns>Holds no entry when the provider does not know it. Refused: payments-unavailable.</returns>
    public Task<Result<ProviderBooks>> Book(string id) => Read(async () =>
    {
        try
        {
            return new ProviderBooks([Entry(await stripe.V1.PaymentIntents.GetAsync(id, new PaymentIntentGetOptions { Expand = [WithCharge] }))], HasMore: false);
        }
        catch (StripeException e) when (e.HttpStatusCode == HttpStatusCode.NotFound)
        {
            return new ProviderBooks([], HasMore: false);
        }
    });

    private async Task<Result<ProviderBooks>> Read(Func<Task<ProviderBooks>> call)
    {
        try
        {
            return await call();
        }
        catch (StripeException e) when (e.StripeError?.Param == "starting_after")
        {
            return Refusal.Invalid("cursor", Ledger.CursorRule);
        }
        catch (Exception e) when (e is StripeException or HttpRequestException or OperationCanceledException)
        {
            log.LogWarning("The provider does not show its payments: {Reason}", e.Message);
            return new Refusal(RefusalCode.PaymentsUnavailable, RetryAfter: TimeSpan.FromSeconds(10));
        }
    }

    private static ProviderEntry Entry(PaymentIntent intent)
    {
        var currency = intent.Currency.ToUpperInvariant();
        Guid? order = Guid.TryParse(intent.Metadata?.GetValueOrDefault("order"), out var id) ? id : null;
        return new ProviderEntry(intent.Id, order, int.TryParse(intent.Metadata?.GetValueOrDefault("attempt"), out var attempt) ? attempt : 0,
            new DateTimeOffset(intent.Created, TimeSpan.Zero), StripeAmount.From(intent.Amount, currency), currency, StripeAmount.From(intent.AmountReceived, currency),
            StripeAmount.From(intent.LatestCharge?.AmountRefunded ?? 0, currency));
    }
}

/// <summary>A page of the provider's record.</summary>
internal sealed record ProviderBooks(IReadOnlyList<ProviderEntry> Entries, bool HasMore);
