using EventTicket.Events;

namespace EventTicket.Payments;

/// <summary>Words of refunds as the tables keep them.</summary>
internal static class RefundWords
{
    private static readonly string[] Causes = ["asked", "event-cancelled", "external", "dispute-lost"];
    private static readonly string[] States = ["due", "pending", "succeeded", "failed", "settled", "dropped", "external"];

    public static string Of(RefundCause cause) => Causes[(int)cause];

    public static string Of(RefundState state) => States[(int)state];

    /// <exception cref="ArgumentOutOfRangeException">Not a word of ours.</exception>
    public static RefundState Parse(string word) =>
        Array.IndexOf(States, word) is >= 0 and var index ? (RefundState)index : throw new ArgumentOutOfRangeException(nameof(word), word, null);
}
