namespace EventTicket.Mail;

/// <summary>When a mail that did not get through is tried again.</summary>
internal static class BackOff
{
    private static readonly TimeSpan[] First = [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];
    private static readonly TimeSpan Then = TimeSpan.FromHours(1);
    private const int Most = 24;

    /// <summary>How long to wait after so many attempts; null after about a day: then it is given up.</summary>
    public static TimeSpan? After(int attempts) =>
        attempts <= First.Length ? First[Math.Max(attempts, 1) - 1]
        : attempts - First.Length <= Most ? Then
        : null;
}
