using System.Globalization;

namespace EventTicket.Sandbox;

/// <summary>Whole minor units and an ISO 4217 code, counted and shown the way Stripe counts them.</summary>
internal static class Money
{
    // Stripe's own lists. ISK and UGX are missing on purpose: Stripe counts both in hundredths.
    private static readonly HashSet<string> NoDecimals =
        ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> ThreeDecimals = ["BHD", "JOD", "KWD", "OMR", "TND"];

    /// <summary>7600 of "eur" is "€76.00", 500 of "jpy" is "¥500", 1500 of "kwd" is "KWD 1.500".</summary>
    public static string Show(long amount, string currency)
    {
        var code = currency.ToUpperInvariant();
        var decimals = NoDecimals.Contains(code) ? 0 : ThreeDecimals.Contains(code) ? 3 : 2;
        var sign = code switch { "EUR" => "€", "USD" => "$", "GBP" => "£", "JPY" => "¥", _ => code + "\u00a0" };
        var units = amount / (decimal)Math.Pow(10, decimals);
        return sign + units.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }
}
