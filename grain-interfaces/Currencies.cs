using System.Collections.Frozen;

namespace EventTicket;

/// <summary>The currencies that can be sold in, with the number of digits after the point (ISO 4217, list one).</summary>
public static class Currencies
{
    private static readonly FrozenDictionary<string, int> Exponents = new Dictionary<string, int>
    {
        ["AED"] = 2, ["AUD"] = 2, ["BGN"] = 2, ["BHD"] = 3, ["BRL"] = 2, ["CAD"] = 2, ["CHF"] = 2, ["CLP"] = 0, ["CNY"] = 2, ["CZK"] = 2,
        ["DKK"] = 2, ["EUR"] = 2, ["GBP"] = 2, ["HKD"] = 2, ["HUF"] = 2, ["ILS"] = 2, ["INR"] = 2, ["ISK"] = 0, ["JOD"] = 3, ["JPY"] = 0,
        ["KRW"] = 0, ["KWD"] = 3, ["MXN"] = 2, ["NOK"] = 2, ["NZD"] = 2, ["OMR"] = 3, ["PLN"] = 2, ["RON"] = 2, ["SEK"] = 2, ["SGD"] = 2,
        ["THB"] = 2, ["TND"] = 3, ["TRY"] = 2, ["USD"] = 2, ["VND"] = 0, ["ZAR"] = 2,
    }.ToFrozenDictionary();

    /// <summary>All codes, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Exponents.Keys.Order(StringComparer.Ordinal)];

    public static bool IsKnown(string? currency) => currency is not null && Exponents.ContainsKey(currency);

    /// <summary>Digits after the point.</summary>
    /// <exception cref="ArgumentException">The currency is not one of <see cref="All"/>.</exception>
    public static int Exponent(string currency) =>
        Exponents.TryGetValue(currency, out var digits) ? digits : throw new ArgumentException($"'{currency}' is not a currency that can be sold in.", nameof(currency));
}
