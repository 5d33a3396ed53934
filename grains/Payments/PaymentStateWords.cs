namespace EventTicket.Payments;

/// <summary>A payment's state by the word it is stored by.</summary>
internal static class PaymentStateWords
{
    private static readonly string[] Words =
        ["started", "waiting", "authorised", "issued", "captured", "turned-away", "cancelled", "declined", "closed", "uncollectible"];

    public static string Of(PaymentState state) => Words[(int)state];

    public static PaymentState Parse(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var index ? (PaymentState)index : throw new ArgumentOutOfRangeException(nameof(word), word, null);
}
