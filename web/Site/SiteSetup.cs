using EventTicket.Web.Live;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventTicket.Web.Site;

internal static class SiteSetup
{
    public static void AddSite(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(SiteSettings.From(builder.Configuration));
        services.AddSingleton<Edge>();
        services.AddSingleton<Queues>();
        services.AddSingleton<CatalogueReader>();
        services.AddSingleton<Sealed>();
        services.AddSingleton<DoorPass>();
        services.AddControllersWithViews(mvc =>
        {
            var routes = mvc.ValueProviderFactories.OfType<RouteValueProviderFactory>().Single();
            // A form is accepted only with the token it was rendered with.
            mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
            // What stands in the address is what is meant, whatever a form calls its fields: its "id" or "status" is not heard.
            mvc.ValueProviderFactories.Remove(routes);
            mvc.ValueProviderFactories.Insert(0, routes);
            // What is missing is said in our own words, by whoever reads the form.
            mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        });
        services.Configure<RouteOptions>(routes => routes.LowercaseUrls = true);
        services.Configure<StaticFileOptions>(files => files.OnPrepareResponse = file => Keep(file.Context));
    }

    public static void MapSite(this WebApplication app)
    {
        // Attribute-routed controllers of both sides; SideMatcherPolicy tells them apart.
        app.MapControllers();
        app.MapLivePages();
    }

    // A file that is asked for with its fingerprint, and a font, never change; the rest may for an hour.
    private static void Keep(HttpContext context) => context.Response.Headers.CacheControl =
        context.Request.Query.ContainsKey("v") || context.Request.Path.StartsWithSegments("/fonts")
            ? "public, max-age=31536000, immutable"
            : "public, max-age=3600";
}
