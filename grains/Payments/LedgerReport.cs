using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EventTicket.Payments;

/// <summary>The comparison of the books as text, for an operator's console. Needs the database and the provider, and no silo.</summary>
public static partial class LedgerReport
{
    /// <summary>What <see cref="Write"/> needs besides the data sources: the provider as configured, and our tables.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration) =>
        services.AddProvider(configuration).AddSingleton<StripePayments>().AddSingleton<LedgerTable>().AddSingleton<Ledger>();

    /// <summary>Compares all of the days, one line for each difference and a summary at the end.</summary>
    /// <param name="from">The first day, UTC.</param>
    /// <param name="to">The last day, UTC.</param>
    /// <returns>0: the books agree; 1: they differ; 2: they could not be compared.</returns>
    public static async Task<int> Write(IServiceProvider services, DateOnly from, DateOnly to, TextWriter output)
    {
        var ledger = services.GetRequiredService<Ledger>();
        var (payments, orders, differences) = (0, 0, 0);
        string? cursor = null;
        do
        {
            var compared = await ledger.Compare(from, to, cursor);
            if (!compared.Succeeded)
            {
                await output.WriteLineAsync($"The books could not be compared to the end: {Why(compared.Refusal)}");
                return 2;
            }

            var page = compared.Value;
            foreach (var one in page.Differences)
            {
                await output.WriteLineAsync($"{Name(one.Kind)}: order {one.OrderId?.ToString() ?? "none"}, payment {one.PaymentId ?? "none"}: {one.Detail}");
            }

            (payments, orders, differences, cursor) = (payments + page.Payments, orders + page.Orders, differences + page.Differences.Length, page.NextCursor);
        }
        while (cursor is not null);

        await output.WriteLineAsync($"{from:yyyy-MM-dd} to {to:yyyy-MM-dd}: {payments} payments and {orders} orders compared. {(differences == 0 ? "The books agree." : $"Differences: {differences}.")}");
        return differences == 0 ? 0 : 1;
    }

    private static string Why(Refusal refusal) => refusal.Errors.IsDefaultOrEmpty
        ? "the payment provider did not answer. Check Stripe__SecretKey and the way to it, and try again."
        : string.Join(' ', refusal.Errors.Select(error => $"{error.Field}: {error.Message}"));

    // As the gateway spells it.
    private static string Name(LedgerDifferenceKind kind) => Capital.Replace(kind.ToString(), "-$0").TrimStart('-').ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital { get; }
}
