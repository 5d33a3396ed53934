using QRCoder;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Writer;

namespace EventTicket.Purchases;

/// <summary>One page of a printed ticket, written from the top to the bottom. Lengths in points.</summary>
internal sealed class TicketSheet(PdfPageBuilder page, TicketFont letters, PdfDocumentBuilder.AddedFont font)
{
    private const double Left = 56;
    private const double Width = 595 - (2 * Left);
    private const double QrSize = 210;

    private double y = 842 - 70;

    public void Brand(string name, string right)
    {
        page.SetTextAndFillColor(200, 55, 26);
        page.SetStrokeColor(200, 55, 26);
        page.DrawRectangle(new PdfPoint(Left, y - 1), 14, 10, 0, fill: true);
        Write(name, 12, Left + 20, (27, 23, 20));
        Write(right, 12, Left + Width - WidthOf(right, 12), (99, 89, 79));
        y -= 44;
    }

    public void Heading(string title) => Lines(title, 24, 30, most: 5, (27, 23, 20), 14);

    public void Fact(string name, string value)
    {
        Lines(name, 9, 15, most: 1, (99, 89, 79), 0);
        Lines(value, 12.5, 17, most: 3, (27, 23, 20), 9);
    }

    public void Perforation()
    {
        y -= 4;
        page.SetStrokeColor(143, 132, 120);
        for (var x = Left; x < Left + Width; x += 9)
        {
            page.DrawLine(new PdfPoint(x, y), new PdfPoint(Math.Min(x + 5, Left + Width), y), 0.8);
        }

        y -= 12;
    }

    /// <summary>Black squares on the paper, those of a row that touch in one piece, with the quiet border scanners need.</summary>
    public void Qr(string content)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(content, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;
        var side = QrSize / rows.Count;
        page.SetTextAndFillColor(0, 0, 0);
        page.SetStrokeColor(0, 0, 0);
        for (var row = 0; row < rows.Count; row++)
        {
            for (var from = 0; from < rows.Count; from++)
            {
                var to = from;
                while (to < rows.Count && rows[row][to])
                {
                    to++;
                }

                if (to > from)
                {
                    page.DrawRectangle(new PdfPoint(Left + (from * side), y - ((row + 1) * side)), (to - from) * side, side, 0, fill: true);
                    from = to;
                }
            }
        }

        y -= QrSize + 18;
    }

    public void Code(string code) => Lines(code, 15, 22, most: 2, (27, 23, 20), 4);

    public void Small(string text) => Lines(text, 9, 14, most: 3, (99, 89, 79), 4);

    private void Lines(string text, double size, double height, int most, (byte R, byte G, byte B) colour, double after)
    {
        foreach (var line in LineBreaks.Of(text, piece => WidthOf(piece, size) <= Width, most))
        {
            Write(line, size, Left, colour);
            y -= height;
        }

        y -= after;
    }

    private void Write(string line, double size, double x, (byte R, byte G, byte B) colour)
    {
        var printable = letters.Printable(line);
        if (printable.Length > 0)
        {
            page.SetTextAndFillColor(colour.R, colour.G, colour.B);
            page.AddText(printable, size, new PdfPoint(x, y), font);
        }
    }

    private double WidthOf(string text, double size) => letters.WidthOf(letters.Printable(text), letter => page.MeasureText($"{letter}", 1, PdfPoint.Origin, font)[^1].EndBaseLine.X) * size;
}
