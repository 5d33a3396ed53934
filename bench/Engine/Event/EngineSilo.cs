using System.Net;
using EventTicket.Dev.Processes;
using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Orleans.Configuration;

namespace EventTicket.Bench.Engine;

/// <summary>
/// A silo in this process, set up as the silo's own program sets it up: real sockets, its own connections, the journal in
/// PostgreSQL. Only what an event does not need is left out (payments, mail, the catalogue and their watches).
/// </summary>
internal sealed class EngineSilo : IAsyncDisposable
{
    // Saving ten thousand holds for each of 64 callers in turn takes longer than a buyer would wait.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication silo;
    private readonly IHost outside;

    private EngineSilo(WebApplication silo, IHost outside) => (this.silo, this.outside) = (silo, outside);

    /// <summary>Calls from within the silo's process.</summary>
    public IGrainFactory Inside => silo.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Calls over TCP, as the web makes them.</summary>
    public IGrainFactory Outside => outside.Services.GetRequiredService<IGrainFactory>();

    public static async Task<EngineSilo> Start(string connectionString)
    {
        var taken = new HashSet<int>();
        var siloPort = FreePort.Choose(taken);
        taken.Add(siloPort);
        var gatewayPort = FreePort.Choose(taken);
        var builder = WebApplication.CreateBuilder([
            $"--ConnectionStrings:Tickets={connectionString}", "--Cluster:SiloName=engine", $"--Cluster:SiloPort={siloPort}", $"--Cluster:GatewayPort={gatewayPort}",
        ]);
        builder.AddSiloLogging();
        builder.AddDatabase();
        builder.AddEventTicketSilo();
        builder.Services.AddEvents();
        builder.Services.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = Patience);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var silo = builder.Build();
        await silo.PrepareDatabase();
        await silo.StartAsync();
        var outside = Client(gatewayPort);
        await outside.StartAsync();
        return new(silo, outside);
    }

    /// <summary>Closes what is idle of the connections that grains use; they are opened again when they are needed.</summary>
    public void CloseConnections()
    {
        silo.Services.GetRequiredService<NpgsqlDataSource>().Clear();
        silo.Services.GetRequiredKeyedService<NpgsqlDataSource>(Databases.Journal).Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await outside.StopAsync();
        outside.Dispose();
        await silo.StopAsync();
        await silo.DisposeAsync();
    }

    private static IHost Client(int gatewayPort)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleansClient(client => client
            .UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gatewayPort))
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("eventticket", "eventticket"))
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = Patience));
        return builder.Build();
    }
}
