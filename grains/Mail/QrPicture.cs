using QRCoder;

namespace EventTicket.Mail;

/// <summary>A QR code as a picture that travels with the mail.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 8;

    /// <summary>Black on white, with the quiet border scanners need.</summary>
    public static byte[] Png(QrCode code)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(code.Content, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }

    /// <summary>By which the HTML names the picture: made from what it holds, so that both sides find it without asking each other.</summary>
    public static string Id(QrCode code) => $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(code.Content)))[..32]}@ticket";
}
