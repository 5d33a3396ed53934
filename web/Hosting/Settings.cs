using System.Globalization;
using System.Net;

namespace EventTicket.Web;

/// <summary>Reads settings so that a bad one is named as the operator wrote it: <c>Site__Port</c>.</summary>
internal static class Settings
{
    /// <summary>A TCP port, 1 to 65535.</summary>
    public static int Port(this IConfiguration configuration, string key, int otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535
            ? port
            : throw Refused(key, text, "a port from 1 to 65535");
    }

    /// <summary>An IP address to listen on; null when none is set.</summary>
    public static IPAddress? Address(this IConfiguration configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return IPAddress.TryParse(text, out var address) ? address : throw Refused(key, text, "one IP address, such as 127.0.0.1");
    }

    /// <summary>An absolute address of the web; null when none is set.</summary>
    public static Uri? Url(this IConfiguration configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query == "" && url.Fragment == "" && url.UserInfo == ""
            ? url
            : throw Refused(key, text, "an absolute address such as https://tickets.example.org");
    }

    /// <summary>The scheme, host and port of an address of the web; null when none is set.</summary>
    public static string? Origin(this IConfiguration configuration, string key)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/" && url.UserInfo == ""
            ? url.GetLeftPart(UriPartial.Authority)
            : throw Refused(key, text, "an origin such as https://pay.example.org");
    }

    /// <summary>The refusal to start with a setting.</summary>
    /// <param name="takes">What is allowed: "a port from 1 to 65535".</param>
    public static StartRefusedException Refused(string key, string? text, string takes) =>
        new($"{key.Replace(":", "__", StringComparison.Ordinal)} is \"{text}\"; it takes {takes}.");
}
