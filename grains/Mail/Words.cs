using System.Globalization;
using System.Text;

namespace EventTicket.Mail;

/// <summary>What people typed, made fit for a line of a mail.</summary>
internal static class Words
{
    private const char FirstIsolate = '\u2068';
    private const char EndOfIsolate = '\u2069';

    /// <summary>
    /// The text as one line: control characters and line breaks become spaces, marks that turn the direction of writing go, and a
    /// text written from right to left is kept apart from what stands around it.
    /// </summary>
    public static string Line(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (TurnsDirection(rune.Value))
            {
                continue;
            }

            // Half a surrogate pair is enumerated as U+FFFD.
            line.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator ? " " : rune.ToString());
        }

        var trimmed = line.ToString().Trim();
        return trimmed.EnumerateRunes().Any(rune => IsRightToLeft(rune.Value)) ? $"{FirstIsolate}{trimmed}{EndOfIsolate}" : trimmed;
    }

    /// <summary>At most that many characters, never half of one.</summary>
    public static string Shortened(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }

    /// <summary>A length of time that is a whole number of days, hours or minutes.</summary>
    public static string Of(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => Count(time.Days, "day"),
        { TotalHours: >= 1 } => Count(time.Hours, "hour"),
        _ => Count(time.Minutes, "minute"),
    };

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");

    private static bool TurnsDirection(int rune) => rune is 0x200E or 0x200F or 0x061C or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // Hebrew, Arabic and their neighbours, with their presentation forms; the historic scripts; Adlam and its neighbours.
    private static bool IsRightToLeft(int rune) =>
        rune is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF);
}
