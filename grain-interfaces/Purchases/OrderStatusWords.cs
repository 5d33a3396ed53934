namespace EventTicket.Purchases;

/// <summary>An order's status by the word it is stored and shown by.</summary>
public static class OrderStatusWords
{
    private static readonly string[] Words =
        ["held", "paying", "issued", "paid", "released", "expired", "replaced", "partly-refunded", "refunded", "cancelled"];

    public static string Of(OrderStatus status) => Words[(int)status];

    public static OrderStatus Parse(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var index ? (OrderStatus)index : throw new ArgumentOutOfRangeException(nameof(word), word, null);
}
