using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;

namespace EventTicket.Purchases;

/// <summary>
/// A font of printed tickets, a part of DejaVu Sans: it travels with the program, so no machine needs fonts of its own. A letter it lacks is shown as an empty
/// box, never an error. Reading it is nearly all of the time that printing takes.
/// </summary>
internal sealed class TicketFont
{
    private const char Box = '\u25A1';

    /// <summary>Latin letters and the signs we write ourselves, for most tickets: a tenth of the time.</summary>
    public static readonly TicketFont Latin = new("DejaVuSans-Latin");

    /// <summary>Latin, Greek, Cyrillic, Hebrew, Arabic and more.</summary>
    public static readonly TicketFont Whole = new("DejaVuSans");

    private readonly TrueTypeFont font;
    private readonly ConcurrentDictionary<char, double> widths = [];

    private TicketFont(string name)
    {
        Bytes = Read(name);
        font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(Bytes));
    }

    public byte[] Bytes { get; }

    /// <summary>The one that is read soonest of those with all the letters there are for these texts.</summary>
    public static TicketFont For(IEnumerable<string> texts) => texts.All(text => Latin.Printable(text) == Whole.Printable(text)) ? Latin : Whole;

    /// <summary>The text as it can be printed on one line: letters without a glyph become boxes, what is not seen goes, and what is written from right to left stands in the order in which it is seen.</summary>
    public string Printable(string text)
    {
        var line = new StringBuilder(text.Length);
        var letters = StringInfo.GetTextElementEnumerator(Composed(text));
        while (letters.MoveNext())
        {
            line.Append(Printable((string)letters.Current, line));
        }

        return InOrderSeen(line.ToString().Trim());
    }

    /// <summary>How wide a printable text is in letters of one point. Each letter is measured once: the writer reads its whole outline to do so, and lines are tried word by word.</summary>
    public double WidthOf(string printable, Func<char, double> measure) => printable.Sum(letter => widths.GetOrAdd(letter, measure));

    private string Printable(string letter, StringBuilder before)
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

    private bool Has(int letter) => font.TableRegister.CMapTable.TryGetGlyphIndex(letter, out var glyph) && glyph > 0;

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

    private static byte[] Read(string name)
    {
        using var file = typeof(TicketFont).Assembly.GetManifestResourceStream($"EventTicket.Purchases.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }
}
