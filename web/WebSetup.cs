using EventTicket.Web.Gateway;
using EventTicket.Web.Site;

namespace EventTicket.Web;

internal static class WebSetup
{
    /// <summary>The way of a request, for both sides; what differs asks <see cref="Ports.SideOf"/>.</summary>
    public static void UseEventTicket(this WebApplication app)
    {
        app.UseTrustedProxies();
        app.UseErrors();
        app.UseSecurityHeaders();
        app.UseStaticFiles();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseOutputCache();
        app.MapHealth();
        app.MapSite();
        app.MapGateway();
    }
}
