using System.Text.RegularExpressions;

namespace EventTicket.Queries;

/// <summary>What somebody typed to find people: each word is the beginning of one in a name or an address. Read as words and never as a query's syntax.</summary>
internal static partial class PersonWords
{
    // More than anyone types; what is longer is cut.
    private const int Longest = 200;
    private const int Most = 8;

    /// <summary>A query for <c>person_words</c>; null when there is no word in it.</summary>
    public static string? Query(string? typed)
    {
        var text = typed is null ? "" : typed.Length > Longest ? typed[..Longest] : typed;
        var words = Word().Matches(text).Take(Most).Select(match => $"{match.Value}:*").ToList();
        return words.Count == 0 ? null : string.Join(" & ", words);
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
