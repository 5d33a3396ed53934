using System.Globalization;

namespace EventTicket.Web.Site;

/// <summary>Money as people write it: <c>€24.00</c>, <c>CHF 35.00</c>, <c>¥4,500</c>.</summary>
internal static class Prices
{
    private static readonly CultureInfo Style = CultureInfo.InvariantCulture;

    /// <summary>The amount with its currency's sign, or its code where the sign would be shared.</summary>
    public static string Show(this Money money) => Sign(money.Currency) + money.Number("N");

    /// <summary>The same, with a word for nothing.</summary>
    public static string ShowOrFree(this Money money) => money.Amount == 0 ? "Free" : money.Show();

    /// <summary>The lowest of the prices of something.</summary>
    /// <param name="several">Whether others cost more.</param>
    public static string ShowFrom(this Money lowest, bool several) => (lowest.Amount, several) switch
    {
        (0, true) => "from free",
        (_, true) => $"from {lowest.Show()}",
        _ => lowest.ShowOrFree(),
    };

    /// <summary>Only the number, as a form field takes it: <c>24.00</c>.</summary>
    public static string Plain(this Money money) => money.Number("F");

    /// <summary>Reads what somebody typed, exactly: digits, at most one point or comma, and no more digits after it than the currency has.</summary>
    /// <returns>Minor units, or null when it is not such an amount or above 99,999,999 minor units.</returns>
    public static long? Parse(string? text, string currency)
    {
        var digits = Currencies.Exponent(currency);
        var parts = (text ?? "").Trim().Replace(',', '.').Split('.');
        var (whole, fraction) = (parts[0], parts.Length == 2 ? parts[1] : "");
        if (parts.Length > 2 || whole.Length is 0 or > 12 || fraction.Length > digits || (parts.Length == 2 && fraction.Length == 0)
            || !whole.All(char.IsAsciiDigit) || !fraction.All(char.IsAsciiDigit))
        {
            return null;
        }

        var amount = long.Parse(whole + fraction.PadRight(digits, '0'), NumberStyles.None, Style);
        return amount <= 99_999_999 ? amount : null;
    }

    private static string Number(this Money money, string format) =>
        money.Major.ToString(format + Currencies.Exponent(money.Currency).ToString(Style), Style);

    private static string Sign(string currency) => currency switch
    {
        "EUR" => "€",
        "GBP" => "£",
        "USD" => "$",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        "ILS" => "₪",
        "VND" => "₫",
        _ => currency + " ",
    };
}
