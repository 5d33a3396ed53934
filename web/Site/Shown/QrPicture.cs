using QRCoder;

namespace EventTicket.Web.Site;

/// <summary>A text as a picture for scanners.</summary>
internal static class QrPicture
{
    /// <summary>An SVG without style: modules as black squares on white, with the quiet border scanners need.</summary>
    public static string Svg(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(8, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
