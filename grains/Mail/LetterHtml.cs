using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EventTicket.Mail;

/// <summary>A letter as HTML, in the colours of the site. Styles stand in the elements, because many mail programs drop sheets.</summary>
internal static class LetterHtml
{
    private const string Type = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";
    private const string Soft = "color:#63594f;font-size:14px;line-height:1.5";

    // Everything of a letter is encoded, not only what people typed: so nothing can be forgotten.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <param name="settings">For the foot of the mail.</param>
    public static string Of(Letter letter, MailSettings settings)
    {
        var html = new StringBuilder(4096);
        html.Append(CultureInfo.InvariantCulture, $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{{Encoded(letter.Subject)}}</title>
            <style>
            @media (prefers-color-scheme: dark) {
              .paper { background: #15120e !important; color: #f6efe6 !important; }
              .card { background: #1f1a15 !important; border-color: #3b3229 !important; }
              .soft { color: #b9ac9d !important; }
              .act { background: #ff8660 !important; color: #1d0b04 !important; }
            }
            </style>
            </head>
            <body class="paper" style="margin:0;padding:24px 16px;background:#fbf8f3;color:#1b1714;{{Type}};font-size:16px;line-height:1.55">
            <div style="max-width:560px;margin:0 auto">
            <p style="margin:0 0 16px;font-size:20px;font-weight:750;letter-spacing:-.015em"><span style="color:#c8371a" aria-hidden="true">&#9632;</span> EventTicket</p>
            <div class="card" style="background:#ffffff;border:1px solid #e5dccf;border-radius:20px;padding:24px">
            <h1 style="margin:0 0 16px;font-size:26px;line-height:1.15;letter-spacing:-.015em">{{Encoded(letter.Subject)}}</h1>

            """);
        foreach (var block in letter.Blocks)
        {
            html.Append(Of(block)).Append('\n');
        }

        html.Append("</div>\n");
        if (settings.TestMode)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\" style=\"margin:16px 0 0;{Soft}\"><strong>{LetterText.TestMode}</strong></p>\n");
        }

        var site = Encoded(settings.Site.AbsoluteUri);
        return html.Append(CultureInfo.InvariantCulture, $"<p class=\"soft\" style=\"margin:16px 0 0;{Soft}\"><a href=\"{site}\" style=\"color:inherit\">{site}</a></p>\n</div>\n</body>\n</html>\n").ToString();
    }

    private static string Of(Block block) => block switch
    {
        Paragraph paragraph => $"<p dir=\"auto\" style=\"margin:0 0 16px\">{Encoded(paragraph.Text)}</p>",
        Facts facts => $"<table style=\"margin:0 0 16px;border-collapse:collapse\">{string.Concat(facts.Items.Select(Row))}</table>",
        Button button => Of(button),
        // Black on white also where the rest is dark: scanners want it so.
        QrCode code => $"<p style=\"margin:0 0 24px\"><img src=\"cid:{QrPicture.Id(code)}\" alt=\"{Encoded(code.Says)}\" width=\"180\" height=\"180\" style=\"display:block;background:#ffffff;border-radius:8px\"></p>",
        FinePrint { Link: { } link } print => Of(print, Encoded(link.AbsoluteUri)),
        FinePrint print => $"<p dir=\"auto\" class=\"soft\" style=\"margin:0 0 8px;{Soft};overflow-wrap:anywhere\">{Encoded(print.Text)}</p>",
        _ => throw new ArgumentOutOfRangeException(nameof(block), block.GetType().Name, "This block has no HTML."),
    };

    // The address in full too: for whoever reads it here and opens it elsewhere.
    private static string Of(Button button)
    {
        var link = Encoded(button.Link.AbsoluteUri);
        return $"""
            <p style="margin:24px 0 12px"><a class="act" href="{link}" style="display:inline-block;background:#c8371a;color:#ffffff;border-radius:14px;padding:14px 20px;font-weight:650;text-decoration:none">{Encoded(button.Label)}</a></p>
            <p class="soft" style="margin:0 0 16px;{Soft};overflow-wrap:anywhere">{link}</p>
            """;
    }

    private static string Of(FinePrint print, string link) =>
        $"<p dir=\"auto\" class=\"soft\" style=\"margin:0 0 8px;{Soft};overflow-wrap:anywhere\">{Encoded(print.Text)} <a href=\"{link}\" style=\"color:inherit\">{link}</a></p>";

    private static string Row((string Name, string Value) fact) =>
        $"<tr><th scope=\"row\" class=\"soft\" style=\"text-align:left;vertical-align:top;font-weight:400;padding:4px 16px 4px 0;{Soft}\">{Encoded(fact.Name)}</th>"
        + $"<td dir=\"auto\" style=\"font-weight:600;padding:4px 0\">{Encoded(fact.Value)}</td></tr>";

    private static string Encoded(string text) => Encoder.Encode(text);
}
