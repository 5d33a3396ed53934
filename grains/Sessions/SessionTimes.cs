namespace EventTicket.Sessions;

internal static class SessionTimes
{
    /// <summary>From log-in to the end, however busy.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>Unused for so long, it ends.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(3);

    /// <summary>Use is written down at most this often: reading a page must not cost a write.</summary>
    public static readonly TimeSpan Noted = TimeSpan.FromHours(1);

    /// <summary>Open sessions of one person; one more ends the oldest.</summary>
    public const int Most = 50;
}
