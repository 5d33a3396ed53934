using System.Globalization;
using System.Net;
using System.Text;

namespace EventTicket.Bench.Engine;

/// <summary>A bar for each variant's median rate with its range, on a logarithmic scale: each line to the right is ten times as fast.</summary>
internal static class EnginePicture
{
    private const int Left = 370;
    private const int Right = 90;
    private const int Width = 940;
    private const int RowHeight = 24;
    private const int Top = 76;

    private const string Ours = "#1a7f37";
    private const string Others = "#bf8700";
    private const string Ceiling = "#afb8c1";

    public static string Draw(EngineReport report)
    {
        var rows = report.Variants.Select(variant => (Variant: variant, Rate: report.Of(variant.Key, one => one.PerSecond))).Where(row => row.Rate is not null).ToList();
        var (from, to) = (Math.Floor(Math.Log10(Math.Max(1, rows.Min(row => row.Rate!.Least)))), Math.Ceiling(Math.Log10(Math.Max(10, rows.Max(row => row.Rate!.Most)))));
        var height = Top + (rows.Count * RowHeight) + 40;
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" font-family=\"system-ui, sans-serif\" font-size=\"13\" role=\"img\">");
        Line(svg, $"<title>Holds per second on one event</title><rect width=\"{Width}\" height=\"{height}\" fill=\"#ffffff\"/>");
        Line(svg, $"<text x=\"16\" y=\"28\" font-size=\"16\" font-weight=\"600\" fill=\"#1f2328\">Holds per second on one event</text>");
        Line(svg, $"<text x=\"16\" y=\"50\" fill=\"#57606a\">Each line is ten times the one before. <tspan fill=\"{Ours}\">EventTicket</tspan>, <tspan fill=\"{Others}\">other ways</tspan>; in grey what PostgreSQL or the grain does alone. Dark: the range.</text>");
        for (var power = from; power <= to; power++)
        {
            var at = X(Math.Pow(10, power));
            Line(svg, $"<line x1=\"{at:F1}\" y1=\"{Top - 8}\" x2=\"{at:F1}\" y2=\"{height - 32}\" stroke=\"#d0d7de\"/>");
            Line(svg, $"<text x=\"{at:F1}\" y=\"{height - 14}\" text-anchor=\"middle\" fill=\"#57606a\">{Math.Pow(10, power):N0}</text>");
        }

        foreach (var (index, (variant, rate)) in rows.Index())
        {
            Bar(svg, variant, rate!, Top + (index * RowHeight));
        }

        return svg.Append("</svg>\n").ToString();

        double X(double rate) => Left + ((Math.Log10(Math.Max(1, rate)) - from) / Math.Max(1, to - from) * (Width - Left - Right));

        void Bar(StringBuilder into, Variant variant, Summary rate, int y)
        {
            var middle = y + (RowHeight / 2) - 2;
            Line(into, $"<text x=\"{Left - 10}\" y=\"{middle + 4}\" text-anchor=\"end\" fill=\"#1f2328\">{WebUtility.HtmlEncode(variant.Says)}, {variant.Callers:N0} {(variant.Callers == 1 ? "caller" : "callers")}</text>");
            Line(into, $"<rect x=\"{Left}\" y=\"{y}\" width=\"{Math.Max(1, X(rate.Median) - Left):F1}\" height=\"{RowHeight - 6}\" rx=\"2\" fill=\"{Colour(variant)}\"/>");
            Line(into, $"<line x1=\"{X(rate.Least):F1}\" y1=\"{middle}\" x2=\"{X(rate.Most):F1}\" y2=\"{middle}\" stroke=\"#1f2328\" stroke-width=\"2\"/>");
            Line(into, $"<text x=\"{Math.Max(X(rate.Median), X(rate.Most)) + 8:F1}\" y=\"{middle + 4}\" fill=\"#1f2328\">{rate.Median:N0}</text>");
        }
    }

    private static string Colour(Variant variant) => variant switch
    {
        EventVariant => Ours,
        InsertCeiling or GrainCeiling or DecisionCeiling => Ceiling,
        _ => Others,
    };

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
