using EventTicket.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Stripe;

namespace EventTicket.Payments;

internal static class PaymentsSetup
{
    /// <summary>The payment provider as configured, the payments' table, and the watch over what is overdue.</summary>
    /// <exception cref="StartRefusedException">The settings could send live money astray; thrown when the silo starts.</exception>
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddProvider(configuration);
        services.AddPaymentRecords();
        services.AddHostedService<OverduePayments>();
        services.AddHostedService<UnhandledProviderEvents>();
        services.AddHostedService<MissedProviderEvents>();
        services.AddHostedService<CancelledEvents>();
        services.AddHostedService<CheckedAtStart>();
        return services;
    }

    /// <summary>The line to the provider as configured.</summary>
    public static IServiceCollection AddProvider(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(provider => StripeSettings.Read(configuration, provider.GetRequiredService<IHostEnvironment>().IsDevelopment()));
        services.AddSingleton(provider => Client(provider.GetRequiredService<StripeSettings>()));
        return services;
    }

    /// <summary>The provider and the tables, without any watch over them.</summary>
    public static IServiceCollection AddPaymentRecords(this IServiceCollection services)
    {
        services.AddSingleton<StripePayments>();
        services.AddSingleton<ProviderCircuit>();
        services.AddSingleton<IPaymentProvider>(provider => new CircuitedProvider(provider.GetRequiredService<StripePayments>(), provider.GetRequiredService<ProviderCircuit>()));
        services.AddSingleton<PaymentTable>();
        services.AddSingleton<IRefundRecords, RefundTable>();
        services.AddSingleton<MatterTable>();
        services.AddSingleton<ProviderEventTable>();
        services.AddSingleton<CancellationTable>();
        services.AddSingleton<LedgerTable>();
        services.AddSingleton<Ledger>();
        return services;
    }

    private static StripeClient Client(StripeSettings settings) => new(new StripeClientOptions
    {
        ApiKey = settings.SecretKey,
        ApiBase = settings.ApiBase,
        // No repeats inside a call: what is repeated, and when, is recorded. And no telemetry: it writes a file at home.
        HttpClient = new SystemNetHttpClient(
            new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(3), PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(10) },
            maxNetworkRetries: 0, enableTelemetry: false),
    });

    /// <summary>Reads the settings before anything is sold.</summary>
    private sealed class CheckedAtStart(StripeSettings settings) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(settings);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
