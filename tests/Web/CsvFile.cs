using System.Text;
using Microsoft.VisualBasic.FileIO;

namespace EventTicket.Tests.Web;

/// <summary>A CSV file as a spreadsheet reads it: by another reader than the library that wrote it.</summary>
internal static class CsvFile
{
    /// <summary>What a spreadsheet takes for the beginning of a formula, in full width too, or passes over before it looks for one.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>Its cells, row by row. It must be UTF-8.</summary>
    public static IReadOnlyList<string[]> Read(Stream file)
    {
        using var reader = new TextFieldParser(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true), detectEncoding: true) { TrimWhiteSpace = false };
        reader.SetDelimiters(",");
        var rows = new List<string[]>();
        while (reader.ReadFields() is { } row)
        {
            rows.Add(row);
        }

        return rows;
    }

    public static bool IsFormula(string cell) => cell.TrimStart(' ') is [var first, ..] && Formula.Contains(first, StringComparison.Ordinal);

    /// <summary>How a text must stand in the file: what would be a formula has one mark more, which spreadsheets take as the sign of a text.</summary>
    public static string Guarded(string text) => IsFormula(text) ? "'" + text : text;
}
