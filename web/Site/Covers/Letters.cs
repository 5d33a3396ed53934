using System.Collections.Frozen;

namespace EventTicket.Web.Site;

/// <summary>
/// Outlines of the display face's letters (Bricolage Grotesque, weight 800, 300 units high), their right edge at 0: a picture cannot
/// load a font, so it brings the shape.
/// </summary>
internal static class Letters
{
    private static readonly FrozenDictionary<string, string> Outlines = Read();

    /// <summary>The SVG path of a letter from A to Z, a digit or an ampersand; null for any other.</summary>
    public static string? Outline(string letter) => Outlines.GetValueOrDefault(letter);

    private static FrozenDictionary<string, string> Read()
    {
        using var resource = typeof(Letters).Assembly.GetManifestResourceStream("letters.txt")
            ?? throw new InvalidOperationException("letters.txt is not in the assembly.");
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).ToFrozenDictionary(line => line[..1], line => line[2..]);
    }
}
