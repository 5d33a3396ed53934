using EventTicket.Hosting;
using System.Globalization;
using System.Net;

namespace EventTicket.Silo;

/// <summary>Reads settings so that a bad one is named as the operator wrote it: <c>Cluster__SiloPort</c>.</summary>
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
            : throw new StartRefusedException($"{Name(key)} is \"{text}\"; it takes a port from 1 to 65535.");
    }

    /// <summary>An IP address of this machine.</summary>
    public static IPAddress Address(this IConfiguration configuration, string key, IPAddress otherwise)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        return IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any)
            ? address
            : throw new StartRefusedException($"{Name(key)} is \"{text}\"; it takes one IP address of this machine that the other silos reach, such as 10.0.0.5.");
    }

    /// <summary>Any text that is not blank.</summary>
    public static string Text(this IConfiguration configuration, string key, string otherwise) =>
        configuration[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text : otherwise;

    /// <summary>A setting's name as an environment variable.</summary>
    public static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
