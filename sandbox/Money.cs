using System.Globalization;

namespace EventTicket.Sandbox;

/// <summary>Whole minor units and an ISO 4217 code, counted and shown the way Stripe counts them.</summary>
internal static class Money
{
    // Stripe's own lists. ISK and UGX are missing on purpose: Stripe counts both in hundredths.
    private static readonly HashSet<string> NoDecimals =
        ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> ThreeDecimals = ["BHD", "JOD", "KWD", "OMR", "TND"];

    /// <summary>Stripe's smallest charges, as on docs.stripe.com/currencies; one minor unit where it names none.</summary>
    private static readonly Dictionary<string, long> Smallest = new()
    {
        ["AED"] = 200, ["AUD"] = 50, ["BGN"] = 100, ["BRL"] = 50, ["CAD"] = 50, ["CHF"] = 50, ["CZK"] = 1500, ["DKK"] = 250, ["EUR"] = 50, ["GBP"] = 30, ["HKD"] = 400,
        ["HUF"] = 17_500, ["INR"] = 50, ["JPY"] = 50, ["MXN"] = 1000, ["MYR"] = 200, ["NOK"] = 300, ["NZD"] = 50, ["PLN"] = 200, ["RON"] = 200, ["SEK"] = 300, ["SGD"] = 50,
        ["THB"] = 1000, ["USD"] = 50,
    };

    /// <summary>Stripe's largest charge has eight digits.</summary>
    public const long Most = 99_999_999;

    public static long Least(string currency) => Smallest.GetValueOrDefault(currency.ToUpperInvariant(), 1);

    /// <summary>What an amount must be a multiple of: three decimals end in 0, and krónur and Ugandan shillings have no hundredths although they are counted in them.</summary>
    public static long Step(string currency) => currency.ToUpperInvariant() switch
    {
        "ISK" or "UGX" => 100,
        var code when ThreeDecimals.Contains(code) => 10,
        _ => 1,
    };

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
