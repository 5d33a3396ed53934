using System.Text.RegularExpressions;

namespace EventTicket.Payments;

/// <summary>How far the books are compared: after one of the provider's payments, or after one of our orders.</summary>
internal readonly partial record struct LedgerPlace(string? Payment, Guid? Order)
{
    private const string Orders = "o-";
    private const string Payments = "p-";

    public static LedgerPlace Start => default;

    public static LedgerPlace AfterPayment(string id) => new(id, null);

    public static LedgerPlace AfterOrder(Guid id) => new(null, id);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out LedgerPlace place)
    {
        place = default;
        if (text.StartsWith(Orders, StringComparison.Ordinal) && Guid.TryParseExact(text[Orders.Length..], "N", out var order))
        {
            place = AfterOrder(order);
            return true;
        }

        if (text.StartsWith(Payments, StringComparison.Ordinal) && PaymentId.IsMatch(text[Payments.Length..]))
        {
            place = AfterPayment(text[Payments.Length..]);
            return true;
        }

        return false;
    }

    public override string ToString() => Order is { } order ? $"{Orders}{order:N}" : $"{Payments}{Payment}";

    [GeneratedRegex(@"\Api_[A-Za-z0-9_]{1,250}\z")]
    private static partial Regex PaymentId { get; }
}
