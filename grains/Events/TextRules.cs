using static System.FormattableString;

namespace EventTicket.Events;

/// <summary>What any text that people type must be before it is stored or shown.</summary>
internal static class TextRules
{
    /// <summary>The text without space at its ends; null becomes empty.</summary>
    public static string Trim(string? text) => text?.Trim() ?? "";

    /// <summary>What is wrong with a one-line text, as a sentence that says what is allowed; null when it is fine.</summary>
    /// <param name="least">Fewest characters, after trimming.</param>
    /// <param name="most">Most characters, after trimming.</param>
    public static string? Line(string? text, int least, int most) => Problem(text, least, most, lineBreaks: false);

    /// <summary>Like <see cref="Line"/>, for a text with paragraphs: line breaks and tabs are allowed.</summary>
    public static string? Paragraphs(string? text, int least, int most) => Problem(text, least, most, lineBreaks: true);

    private static string? Problem(string? text, int least, int most, bool lineBreaks)
    {
        var trimmed = Trim(text);
        if (trimmed.Length < least || trimmed.Length > most)
        {
            return least == 0 ? Invariant($"Must be at most {most:N0} characters.") : Invariant($"Must be {least:N0} to {most:N0} characters.");
        }

        return IsPlain(trimmed, lineBreaks) ? null : lineBreaks
            ? "Must be plain text; of the control characters only line breaks and tabs are allowed."
            : "Must be one line of plain text, without control characters.";
    }

    // Half a surrogate pair cannot be written as UTF-8, and PostgreSQL refuses the character 0.
    private static bool IsPlain(string text, bool lineBreaks)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || (char.IsControl(text[i]) && !(lineBreaks && text[i] is '\n' or '\r' or '\t')))
            {
                return false;
            }
        }

        return true;
    }
}
