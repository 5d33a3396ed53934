namespace EventTicket.Events;

/// <summary>An event's status by the word it is stored and shown by.</summary>
public static class EventStatusWords
{
    public static string Of(EventStatus status) => status switch
    {
        EventStatus.Draft => "draft",
        EventStatus.Published => "published",
        EventStatus.Cancelled => "cancelled",
        EventStatus.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    public static EventStatus Parse(string word) => word switch
    {
        "draft" => EventStatus.Draft,
        "published" => EventStatus.Published,
        "cancelled" => EventStatus.Cancelled,
        "ended" => EventStatus.Ended,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, null),
    };
}
