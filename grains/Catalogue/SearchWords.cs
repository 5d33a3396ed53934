using System.Text;
using System.Text.RegularExpressions;

namespace EventTicket.Catalogue;

/// <summary>What somebody typed into the search field, made ready for PostgreSQL, which reads it as words and never as a query's syntax.</summary>
/// <param name="All">Everything that was typed; null when there is nothing to look for.</param>
/// <param name="Head">All but the last word, when the last may be the beginning of one.</param>
/// <param name="Last">The last word, of letters and digits only; null when it is to be taken as it is.</param>
internal sealed partial record SearchWords(string? All, string Head = "", string? Last = null)
{
    // More than anyone types; what is longer is cut.
    private const int Longest = 200;

    private static readonly SearchWords Nothing = new(All: null);

    public static SearchWords Read(string? typed)
    {
        // A dash before a word takes it away, and one within a word is part of it. Others mean nothing, and of many in a row PostgreSQL makes more than it can hold.
        if (StrayDash().Replace(Plain(typed) ?? "", " ").Trim() is not { Length: > 0 } text)
        {
            return Nothing;
        }

        // "new yo, -new yo and new" yo: within quotes, or taken away, a word is meant as it stands.
        var match = LastWord().Match(text);
        return match.Success && match.Groups["head"].Value is var head && head.Count(c => c == '"') % 2 == 0 && !head.EndsWith(" -", StringComparison.Ordinal) && head != "-"
            ? new(text, head, match.Groups["last"].Value)
            : new(text);
    }

    /// <summary>The text without characters that PostgreSQL refuses or that mean nothing to a reader; null stays null.</summary>
    public static string? Plain(string? typed)
    {
        if (typed is null)
        {
            return null;
        }

        // Half a surrogate pair, cut off at the end too, becomes U+FFFD when the runes are enumerated.
        var cut = typed.Length > Longest ? typed[..Longest] : typed;
        return string.Concat(cut.EnumerateRunes().Select(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString())).Trim();
    }

    [GeneratedRegex(@"^(?<head>.*?)(?<last>[\p{L}\p{M}\p{N}]+)$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex LastWord();

    [GeneratedRegex("""(?<=[\p{L}\p{M}\p{N}"])-{2,}|-(?![\p{L}\p{M}\p{N}"])""", RegexOptions.CultureInvariant)]
    private static partial Regex StrayDash();
}
