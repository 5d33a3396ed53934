namespace EventTicket.Payments;

/// <summary>What money needs a person for, by the word it is stored by.</summary>
internal static class MatterWords
{
    private static readonly string[] Words = ["refund-failed", "uncollectible", "mismatch", "external-refund", "dispute"];

    public static string Of(PaymentMatterKind kind) => Words[(int)kind];

    /// <exception cref="ArgumentOutOfRangeException">Not a word of ours.</exception>
    public static PaymentMatterKind Parse(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var index ? (PaymentMatterKind)index : throw new ArgumentOutOfRangeException(nameof(word), word, null);
}
