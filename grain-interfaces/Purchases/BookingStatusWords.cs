namespace EventTicket.Purchases;

/// <summary>A booking's status by the word it is stored and shown by.</summary>
public static class BookingStatusWords
{
    private static readonly string[] Words = ["booked", "held", "paid", "lapsed", "cancelled"];

    public static string Of(BookingStatus status) => Words[(int)status];
}
