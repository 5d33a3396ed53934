using System.Globalization;

namespace EventTicket.Purchases;

/// <summary>Breaks a text into lines: between words, and within a word that is longer than a line.</summary>
internal static class LineBreaks
{
    /// <param name="fits">Whether a piece fits on a line.</param>
    /// <param name="most">How many lines there may be; the last one ends with … when that is not all.</param>
    public static IReadOnlyList<string> Of(string text, Func<string, bool> fits, int most)
    {
        List<string> lines = [""];
        foreach (var piece in Pieces(text, fits))
        {
            if (lines[^1].Length == 0 || fits($"{lines[^1]} {piece}"))
            {
                lines[^1] = lines[^1].Length == 0 ? piece : $"{lines[^1]} {piece}";
            }
            else if (lines.Count < most)
            {
                lines.Add(piece);
            }
            else
            {
                lines[^1] = Ended(lines[^1], fits);
                break;
            }
        }

        return lines;
    }

    private static IEnumerable<string> Pieces(string text, Func<string, bool> fits)
    {
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (fits(word))
            {
                yield return word;
                continue;
            }

            var piece = "";
            foreach (var letter in Letters(word))
            {
                if (piece.Length > 0 && !fits(piece + letter))
                {
                    yield return piece;
                    piece = "";
                }

                piece += letter;
            }

            yield return piece;
        }
    }

    private static string Ended(string line, Func<string, bool> fits)
    {
        var letters = Letters(line);
        while (letters.Count > 0 && !fits(string.Concat(letters) + "…"))
        {
            letters.RemoveAt(letters.Count - 1);
        }

        return string.Concat(letters) + "…";
    }

    private static List<string> Letters(string text)
    {
        List<string> letters = [];
        var each = StringInfo.GetTextElementEnumerator(text);
        while (each.MoveNext())
        {
            letters.Add((string)each.Current);
        }

        return letters;
    }
}
