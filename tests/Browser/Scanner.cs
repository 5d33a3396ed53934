using System.Diagnostics;
using Microsoft.Playwright;

namespace EventTicket.Tests.Browser;

/// <summary>Reads a QR code as a door would: from what is on the screen, with zbarimg.</summary>
internal static class Scanner
{
    /// <summary>A code that is an image.</summary>
    public static async Task<string> Read(ILocator image, CancellationToken stop)
    {
        await Assertions.Expect(image).ToHaveJSPropertyAsync("complete", true);
        return await ReadShown(image, stop);
    }

    /// <summary>A code that is drawn on the page itself.</summary>
    public static async Task<string> ReadShown(ILocator qr, CancellationToken stop)
    {
        var picture = Path.Combine(Path.GetTempPath(), $"eventticket-qr-{Guid.NewGuid():N}.png");
        try
        {
            await qr.ScreenshotAsync(new() { Path = picture });
            using var zbar = Process.Start(new ProcessStartInfo("zbarimg", ["--quiet", "--raw", "--oneshot", picture]) { RedirectStandardOutput = true })!;
            var read = await zbar.StandardOutput.ReadToEndAsync(stop);
            await zbar.WaitForExitAsync(stop);
            return read.Trim();
        }
        finally
        {
            File.Delete(picture);
        }
    }
}
