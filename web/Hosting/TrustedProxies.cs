using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace EventTicket.Web;

/// <summary>
/// Behind a proxy, where a request comes from is what the proxy says in X-Forwarded-For, and how in X-Forwarded-Proto; but only a proxy
/// named in <c>Site:TrustedProxies</c> is believed, and nobody unless told. Where <c>Site:PublicUrl</c> is HTTPS, people came over HTTPS
/// whatever a header says.
/// </summary>
internal static class TrustedProxies
{
    private const string Key = "Site:TrustedProxies";

    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var trusted = Read(builder.Configuration[Key]);
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = trusted.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // The framework trusts loopback by itself; on loopback may be anybody.
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            trusted.ForEach(options.KnownIPNetworks.Add);
            // From the nearest proxy outwards, as far as each is trusted.
            options.ForwardLimit = null;
        });
    }

    /// <summary>Before everything that looks at a request's address or scheme.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (app.Configuration.Url("Site:PublicUrl")?.Scheme == Uri.UriSchemeHttps)
        {
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
    }

    /// <summary>Addresses (10.0.0.7) and networks (10.0.0.0/8), separated by commas.</summary>
    internal static List<IPNetwork> Read(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Network)];

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw Settings.Refused(Key, text, "addresses and networks separated by commas, such as 10.0.0.7,192.168.0.0/16");
    }
}
