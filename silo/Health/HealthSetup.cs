using System.Net;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EventTicket.Silo;

internal static class HealthSetup
{
    /// <summary>HTTP on loopback for health alone; people and other machines have no business here.</summary>
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        var port = builder.Configuration.Port("Health:Port", 8020);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddHealthChecks()
            .AddCheck<SiloIsActive>("silo")
            .AddCheck<DatabaseAnswers>("database", timeout: TimeSpan.FromSeconds(2))
            .AddCheck<StartupWorkIsDone>("startup-work");
    }

    /// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: 200 when it can do its work, else 503; both
    /// with <c>{"status": …, "checks": {…}}</c>.</summary>
    public static void MapHealth(this WebApplication silo)
    {
        silo.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write });
        silo.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write });
    }

    private static Task Write(HttpContext context, HealthReport report) =>
        context.Response.WriteAsJsonAsync(new
        {
            status = report.Status == HealthStatus.Healthy ? "ok" : "unavailable",
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => entry.Value.Description ?? "ok"),
        });
}
