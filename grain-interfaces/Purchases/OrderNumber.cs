using System.Diagnostics.CodeAnalysis;

namespace EventTicket.Purchases;

/// <summary>
/// An order's number as people read it: the first and the last eight digits of its id, <c>0193a1b2-7f3bd201</c>. The first eight alone are the
/// same for a minute's orders; with the last eight it is one order of an event.
/// </summary>
public sealed record OrderNumber
{
    private const int Digits = 8;

    private OrderNumber(Guid first, Guid last, string end) => (First, Last, End) = (first, last, end);

    /// <summary>The lowest id that has this number.</summary>
    public Guid First { get; }

    /// <summary>The highest id that has this number.</summary>
    public Guid Last { get; }

    /// <summary>What the id ends with; empty when only its beginning was given.</summary>
    public string End { get; }

    public static string Of(Guid orderId) => $"{orderId.ToString("N")[..Digits]}-{orderId.ToString("N")[^Digits..]}";

    /// <summary>Reads what somebody typed or copied: the number, its first eight digits, the whole id, or the address of the order's page.</summary>
    public static bool TryParse(string? typed, [NotNullWhen(true)] out OrderNumber? number)
    {
        var digits = (typed ?? "").Trim().Split('/')[^1].Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        number = !digits.All(char.IsAsciiHexDigit) ? null : digits.Length switch
        {
            32 => new(Guid.Parse(digits), Guid.Parse(digits), ""),
            Digits or 2 * Digits => new(Filled(digits[..Digits], '0'), Filled(digits[..Digits], 'f'), digits[Digits..]),
            _ => null,
        };
        return number is not null;
    }

    private static Guid Filled(string start, char rest) => Guid.Parse(start.PadRight(32, rest));
}
