namespace EventTicket.Mail;

/// <summary>What became of one attempt to hand a mail over.</summary>
internal abstract record Delivery
{
    private const int Longest = 300;

    /// <summary>It was taken; from here on it is the server's.</summary>
    public static readonly Delivery Taken = new Accepted();

    /// <summary>It may go another time.</summary>
    /// <param name="words">What the server said, or what went wrong; for admins.</param>
    /// <param name="mayHaveArrived">Whether it could have been taken all the same, because no answer came.</param>
    public static Delivery NotNow(string words, bool mayHaveArrived = false) => new Postponed(Tidy(words), mayHaveArrived);

    /// <summary>It will not be taken, however often it is tried.</summary>
    /// <param name="words">What the server said; for admins.</param>
    public static Delivery Never(string words) => new Refused(Tidy(words));

    internal sealed record Accepted : Delivery;

    internal sealed record Postponed(string Words, bool MayHaveArrived) : Delivery;

    internal sealed record Refused(string Words) : Delivery;

    private static string Tidy(string words) => Words.Shortened(Words.Line(words), Longest);
}
