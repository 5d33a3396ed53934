using EventTicket.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EventTicket.Demo;

internal static class DemoSetup
{
    /// <summary>Demo accounts and a demo catalogue at the start, with <c>Demo__Enabled=true</c>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration) => services
        .Configure<DemoSettings>(configuration.GetSection("Demo"))
        .AddSingleton<DemoTables>()
        .AddSingleton<DemoSale>()
        .AddSingleton<IStartupWork, DemoData>();
}
