using System.Globalization;
using System.Net;
using System.Text;

namespace EventTicket.Bench.OnSale;

/// <summary>The time line as a picture: on the left the rush, on the right all of it; above what was answered, below how long people waited for it.</summary>
internal static class OnSalePicture
{
    private const int Width = 980;
    private const int Height = 470;
    private const int PanelWidth = 400;
    private const int PanelHeight = 130;
    private const double Slowest = 100_000;

    private static readonly (What What, string Says, string Colour)[] Kinds =
    [
        (What.Held, "place held", "#1a7f37"), (What.SoldOut, "sold out", "#afb8c1"), (What.Later, "429 or 503", "#bf8700"), (What.Paid, "paid", "#0969da"), (What.Lost, "no answer", "#cf222e"), (What.Wrong, "wrong", "#8250df"),
    ];

    public static string Draw(Report report)
    {
        var svg = new StringBuilder();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"system-ui, sans-serif\" font-size=\"12\" role=\"img\">");
        Line(svg, $"<title>An on-sale, second by second</title><rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>");
        Line(svg, $"<text x=\"16\" y=\"26\" font-size=\"16\" font-weight=\"600\" fill=\"#1f2328\">{report.Sizes.Buyers:N0} people within {report.Sizes.Within.TotalSeconds:0.##} s for {report.Sizes.Places:N0} places</text>");
        var x = 16;
        foreach (var (_, says, colour) in Kinds)
        {
            Line(svg, $"<rect x=\"{x}\" y=\"40\" width=\"10\" height=\"10\" fill=\"{colour}\"/><text x=\"{x + 15}\" y=\"49\" fill=\"#57606a\">{WebUtility.HtmlEncode(says)}</text>");
            x += 34 + (says.Length * 7);
        }

        Line(svg, $"<text x=\"{x}\" y=\"49\" fill=\"#57606a\">lines: median and p99 of the wait, for a hold black, for a payment blue</text>");
        Column(svg, 70, "the rush", report.RushSteps);
        Column(svg, 550, "all of it", report.Seconds);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Column(StringBuilder svg, int left, string says, IReadOnlyList<Step> steps)
    {
        var end = steps[^1].From + steps[^1].Length;
        var most = steps.Max(step => Kinds.Sum(kind => step.Count(kind.What)) / step.Length.TotalSeconds);
        var highest = Nice(Math.Max(1, most));
        const int Answers = 84;
        const int Waits = Answers + PanelHeight + 60;
        Line(svg, $"<text x=\"{left}\" y=\"{Answers - 10}\" fill=\"#1f2328\">answers a second, {says}</text>");
        Line(svg, $"<text x=\"{left}\" y=\"{Waits - 10}\" fill=\"#1f2328\">milliseconds, {says}</text>");
        Scale(svg, left, Answers, [0, highest / 2, highest], value => value / highest);
        Scale(svg, left, Waits, [1, 10, 100, 1000, 10_000, Slowest], value => Math.Log10(value) / Math.Log10(Slowest));
        foreach (var step in steps)
        {
            var (at, width) = (X(step.From), Math.Max(0.5, X(step.From + step.Length) - X(step.From) - 0.3));
            var below = 0.0;
            foreach (var (what, _, colour) in Kinds)
            {
                var height = step.Count(what) / step.Length.TotalSeconds / highest * PanelHeight;
                if (height > 0)
                {
                    Line(svg, $"<rect x=\"{at:F1}\" y=\"{Answers + PanelHeight - below - height:F1}\" width=\"{width:F1}\" height=\"{height:F1}\" fill=\"{colour}\"/>");
                    below += height;
                }
            }
        }

        Curve(svg, "#1f2328", 1.6, step => step.Decided(0.5));
        Curve(svg, "#1f2328", 0.7, step => step.Decided(0.99));
        Curve(svg, "#0969da", 1.6, step => step.Paid(0.5));
        Curve(svg, "#0969da", 0.7, step => step.Paid(0.99));
        for (var i = 0; i <= 4; i++)
        {
            var seconds = end.TotalSeconds * i / 4;
            Line(svg, $"<text x=\"{left + (PanelWidth * i / 4)}\" y=\"{Waits + PanelHeight + 18}\" text-anchor=\"middle\" fill=\"#57606a\">{seconds:0.#} s</text>");
        }

        double X(TimeSpan time) => left + (time / end * PanelWidth);

        void Curve(StringBuilder into, string colour, double width, Func<Step, double?> value)
        {
            var points = steps.Where(step => value(step) is not null).Select(step => string.Create(CultureInfo.InvariantCulture,
                $"{X(step.From + (step.Length / 2)):F1},{Waits + PanelHeight - (Math.Clamp(Math.Log10(Math.Max(1, value(step)!.Value)) / Math.Log10(Slowest), 0, 1) * PanelHeight):F1}"));
            Line(into, $"<polyline points=\"{string.Join(' ', points)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"/>");
        }
    }

    private static void Scale(StringBuilder svg, int left, int top, double[] values, Func<double, double> part)
    {
        foreach (var value in values)
        {
            var y = top + PanelHeight - (part(value) * PanelHeight);
            Line(svg, $"<line x1=\"{left}\" y1=\"{y:F1}\" x2=\"{left + PanelWidth}\" y2=\"{y:F1}\" stroke=\"#d8dee4\" stroke-width=\"0.6\"/>");
            Line(svg, $"<text x=\"{left - 6}\" y=\"{y + 4:F1}\" text-anchor=\"end\" fill=\"#57606a\">{value:N0}</text>");
        }
    }

    // 1, 2 or 5 and noughts.
    private static double Nice(double most)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        return power * (most <= power ? 1 : most <= 2 * power ? 2 : most <= 5 * power ? 5 : 10);
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
