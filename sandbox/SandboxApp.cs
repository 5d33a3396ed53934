using System.Net;

namespace EventTicket.Sandbox;

/// <summary>Puts the sandbox together, for Program.cs and for tests that host it in process.</summary>
public static class SandboxApp
{
    /// <summary>The program, its ledger replayed, ready to run.</summary>
    /// <exception cref="SandboxRefusedException">It may not run here, or its settings or ledger are unusable.</exception>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var settings = SandboxSettings.Read(builder.Configuration, builder.Environment);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 256 * 1024;
            kestrel.Listen(IPAddress.Loopback, settings.Port);
        });

        builder.Services.AddSingleton(settings);
        // Real time even in Development, where the other processes follow the clock file:
        // a bank's clock is its own, and so are the expiry of its pages and the time in its signatures.
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Ledger>().AddSingleton<Bank>().AddSingleton<Idempotency>().AddSingleton<Faults>().AddSingleton<WebhookMishaps>().AddSingleton<StripeApi>();
        builder.Services.AddSingleton<Webhooks>().AddHostedService(services => services.GetRequiredService<Webhooks>());
        builder.Services.AddHostedService<Deadlines>();

        var app = builder.Build();
        app.Services.GetRequiredService<Bank>();
        if (settings.WebhookChaos is { } seed)
            app.Services.GetRequiredService<WebhookMishaps>().Roll(seed);
        app.UseSecurityHeaders();
        StripeApi.Map(app);
        app.MapCardPage();
        app.MapBankPage();
        app.MapLedger();
        app.MapControls();
        app.MapHealth();
        app.MapLooks();
        return app;
    }

    private static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => "ok");
        app.MapGet("/health/ready", (Ledger ledger) => ledger.Writable ? Results.Text("ok") : Results.StatusCode(StatusCodes.Status503ServiceUnavailable));
    }
}
