using EventTicket.Web;
using EventTicket.Web.Gateway;
using EventTicket.Web.Live;
using EventTicket.Web.Site;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace EventTicket.Tests.Web;

/// <summary>The web as its program builds it, never started: its endpoints and its document need neither a port nor a cluster.</summary>
internal static class BuiltWeb
{
    public static WebApplication Build()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(Ports).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:Tickets", "Host=nowhere")]);
        builder.AddPorts();
        builder.AddTrustedProxies();
        builder.AddCluster();
        builder.AddPeople();
        builder.AddSite();
        builder.AddGateway();
        builder.AddLive();
        var app = builder.Build();
        app.UseEventTicket();
        // What a start would do: makes the endpoints known to the document.
        app.UseEndpoints(_ => { });
        return app;
    }

    public static IEnumerable<RouteEndpoint> Endpoints(WebApplication app) =>
        ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();
}
