using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;

namespace EventTicket.Purchases;

/// <summary>
/// The font of printed tickets, a part of DejaVu Sans: it travels with the program, so no machine needs fonts of its own. Latin, Greek, Cyrillic, Hebrew,
/// Arabic and more; a letter it lacks is shown as an empty box, never an error.
/// </summary>
internal static class TicketFont
{
    private const char Box = '\u25A1';

    public static readonly byte[] Bytes = Read();

    private static readonly TrueTypeFont Font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(Bytes));

    /// <summary>The text as it can be printed on one line: letters without a glyph become boxes, what is not seen goes, and what is written from right to left stands in the order in which it is seen.</summary>
    public static string Printable(string text)
    {
        var line = new StringBuilder(text.Length);
        var letters = StringInfo.GetTextElementEnumerator(Composed(text));
        while (letters.MoveNext())
        {
            line.Append(Printable((string)letters.Current, line));
        }

        return InOrderSeen(line.ToString().Trim());
    }

    private static string Printable(string letter, StringBuilder before)
    {
        var rune = Rune.GetRuneAt(letter, 0);
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator:
                return before.Length > 0 && before[^1] == ' ' ? "" : " ";
            case UnicodeCategory.Format:
                return "";
            default:
                // The writer knows no letters beyond the first plane.
                return rune.IsBmp && Has(rune.Value) ? new([.. letter.Where((part, at) => at == 0 || (!char.IsSurrogate(part) && char.GetUnicodeCategory(part) != UnicodeCategory.Format && Has(part)))]) : $"{Box}";
        }
    }

    // Half of a surrogate pair cannot be normalised.
    private static string Composed(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())).Normalize(NormalizationForm.FormC);

    private static bool Has(int letter) => Font.TableRegister.CMapTable.TryGetGlyphIndex(letter, out var glyph) && glyph > 0;

    private static string InOrderSeen(string line)
    {
        var seen = line.ToCharArray();
        for (var from = 0; from < seen.Length; from++)
        {
            if (!IsRightToLeft(seen[from]))
            {
                continue;
            }

            var to = from;
            for (var at = from; at < seen.Length && !IsLeftToRight(seen[at]); at++)
            {
                to = IsRightToLeft(seen[at]) ? at : to;
            }

            Array.Reverse(seen, from, to - from + 1);
            from = to;
        }

        return new(seen);
    }

    private static bool IsRightToLeft(char letter) => letter is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');

    private static bool IsLeftToRight(char letter) => (char.IsLetterOrDigit(letter) || letter == Box) && !IsRightToLeft(letter);

    private static byte[] Read()
    {
        using var file = typeof(TicketFont).Assembly.GetManifestResourceStream("EventTicket.Purchases.DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The font of printed tickets is not in the program.");
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
