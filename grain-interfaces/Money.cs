using System.Globalization;
using System.Text.Json.Serialization;

namespace EventTicket;

/// <summary>An amount in the currency's minor units (4500 EUR is 45.00 euro, 4500 JPY is 4500 yen).</summary>
/// <param name="Amount">Minor units, whole.</param>
/// <param name="Currency">ISO 4217, upper case.</param>
[GenerateSerializer, Immutable, Alias("Money")]
public readonly record struct Money([property: Id(0)] long Amount, [property: Id(1)] string Currency)
{
    public static Money operator *(Money price, int quantity) => price with { Amount = checked(price.Amount * quantity) };

    /// <summary>The amount in major units, for showing only.</summary>
    [JsonIgnore]
    public decimal Major => Amount / (decimal)Math.Pow(10, Currencies.Exponent(Currency));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Currency} {Major.ToString($"N{Currencies.Exponent(Currency)}", CultureInfo.InvariantCulture)}");
}
