namespace EventTicket.Purchases;

/// <summary>A ticket's status by the word it is stored and shown by.</summary>
public static class TicketStatusWords
{
    private static readonly string[] Words = ["valid", "used", "cancelled", "transferred", "frozen", "revoked"];

    public static string Of(TicketStatus status) => Words[(int)status];

    public static TicketStatus Parse(string word) =>
        Array.IndexOf(Words, word) is >= 0 and var index ? (TicketStatus)index : throw new ArgumentOutOfRangeException(nameof(word), word, null);
}
