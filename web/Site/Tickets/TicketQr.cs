using QRCoder;

namespace EventTicket.Web.Site;

/// <summary>A ticket's code as a picture for scanners.</summary>
internal static class TicketQr
{
    /// <summary>An SVG without style: modules as black squares on white, with the quiet border scanners need.</summary>
    public static string Svg(string code)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(8, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
