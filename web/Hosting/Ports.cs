using System.Net;
using System.Text;

namespace EventTicket.Web;

/// <summary>The two ports people meet, from <c>Site:Port</c>, <c>Gateway:Port</c> and <c>Site:Address</c>.</summary>
internal sealed record Ports(int Site, int Gateway)
{
    /// <summary>Which side a request came in on: by the connection's own port, never by the Host header.</summary>
    public Side SideOf(HttpContext context) => context.Connection.LocalPort == Gateway ? Side.Gateway : Side.Site;
}

internal enum Side
{
    Site,
    Gateway,
    Both,
}

internal static class PortsSetup
{
    /// <summary>Bytes of a request's body.</summary>
    public const long LongestBody = 1_000_000;

    public static void AddPorts(this WebApplicationBuilder builder)
    {
        var ports = new Ports(builder.Configuration.Port("Site:Port", 8000), builder.Configuration.Port("Gateway:Port", 8010));
        var address = builder.Configuration.Address("Site:Address");
        builder.Services.AddSingleton(ports);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LongestBody;
            // Read byte by byte, so that a key that is not ASCII is refused by name and not by a bare 400.
            kestrel.RequestHeaderEncodingSelector = name =>
                string.Equals(name, Gateway.IdempotencyKey.Header, StringComparison.OrdinalIgnoreCase) ? Encoding.Latin1 : null!;
            foreach (var port in (int[])[ports.Site, ports.Gateway])
            {
                if (address is null)
                {
                    kestrel.ListenLocalhost(port);
                }
                else
                {
                    kestrel.Listen(address, port);
                }
            }
        });
    }
}
