using System.Collections.Frozen;
using static System.FormattableString;

namespace EventTicket.Events;

/// <summary>What can be paid by card: less or more than the payment provider takes would be held and never paid.</summary>
internal static class PriceRules
{
    /// <summary>The most that one payment may come to: eight digits of minor units.</summary>
    public const long Highest = 99_999_999;

    // Minor units; as Stripe publishes them (docs: currencies, minimum and maximum charge amounts). For the others it goes by the exchange rate.
    private static readonly FrozenDictionary<string, long> Lowest = new Dictionary<string, long>
    {
        ["AED"] = 200, ["AUD"] = 50, ["BGN"] = 100, ["BRL"] = 50, ["CAD"] = 50, ["CHF"] = 50, ["CZK"] = 1_500, ["DKK"] = 250, ["EUR"] = 50, ["GBP"] = 30,
        ["HKD"] = 400, ["HUF"] = 17_500, ["INR"] = 50, ["JPY"] = 50, ["MXN"] = 1_000, ["NOK"] = 300, ["NZD"] = 50, ["PLN"] = 200, ["RON"] = 200, ["SEK"] = 300,
        ["SGD"] = 50, ["THB"] = 1_000, ["USD"] = 50,
    }.ToFrozenDictionary();

    /// <summary>Why this cannot be paid, as a sentence that says what can; null when it can. Nothing at all needs no payment.</summary>
    /// <param name="amount">Minor units of the currency.</param>
    public static string? Problem(long amount, string currency)
    {
        // An unknown currency is another mistake, told elsewhere.
        var known = Currencies.IsKnown(currency);
        var (least, step) = known ? (Lowest.GetValueOrDefault(currency, 1), Step(currency)) : (1, 1);
        return amount == 0 || (amount >= least && amount <= Highest && amount % step == 0) ? null
            : Invariant($"Must be 0, or a whole number of minor units from {Math.Max(least, step):N0} to {Highest:N0}{(step > 1 ? " that ends in 0" : "")}: that is what cards can pay in {currency}.");
    }

    // Cards are charged in two digits where a currency has three.
    private static int Step(string currency) => Currencies.Exponent(currency) == 3 ? 10 : 1;
}
