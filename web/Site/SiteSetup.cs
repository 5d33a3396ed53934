using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventTicket.Web.Site;

internal static class SiteSetup
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Edge>();
        builder.Services.AddControllersWithViews(mvc => mvc.Conventions.Add(new FormsAreOurs()));
    }

    public static void MapSite(this WebApplication app)
    {
        // Attribute-routed controllers of both sides; SideMatcherPolicy tells them apart.
        app.MapControllers();
    }

    /// <summary>Content-Security-Policy and its companions, on every answer of both sides.</summary>
    public static void UseSecurityHeaders(this WebApplication app)
    {
    }
}
