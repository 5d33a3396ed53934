using Microsoft.AspNetCore.Routing;

namespace EventTicket.Web.Gateway;

internal static class GatewaySetup
{
    public static void AddGateway(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<MatcherPolicy, SideMatcherPolicy>();

    public static void MapGateway(this WebApplication app)
    {
    }

    /// <summary>What goes wrong becomes a problem document on the gateway and a page on the site; never a stack trace.</summary>
    public static void UseErrors(this WebApplication app)
    {
    }
}
