using System.Net;
using System.Net.Sockets;
using EventTicket.Silo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace EventTicket.Tests.Postgres;

/// <summary>A whole silo in this process: real sockets, real PostgreSQL, composed as the silo's own program composes it.</summary>
public sealed class RunningSilo : IAsyncDisposable
{
    private readonly WebApplication silo;

    private RunningSilo(WebApplication silo, int healthPort) => (this.silo, HealthPort) = (silo, healthPort);

    public int HealthPort { get; }

    public IServiceProvider Services => silo.Services;

    public IGrainFactory Grains => silo.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The storage that grains are given.</summary>
    public IGrainStorage Storage => silo.Services.GetRequiredService<IGrainStorage>();

    /// <param name="database">A connection string; silos on the same database are one cluster.</param>
    /// <param name="name">The silo's name.</param>
    /// <param name="add">Services of the test.</param>
    public static async Task<RunningSilo> Start(string database, string name = "silo", Action<IServiceCollection>? add = null)
    {
        var ports = FreePorts(3);
        var builder = WebApplication.CreateBuilder([
            $"--ConnectionStrings:Tickets={database}", $"--Cluster:SiloName={name}",
            $"--Cluster:SiloPort={ports[0]}", $"--Cluster:GatewayPort={ports[1]}", $"--Health:Port={ports[2]}",
        ]);
        builder.AddSiloLogging();
        builder.AddDatabase();
        builder.AddEventTicketSilo();
        builder.Services.AddStartupWork();
        builder.AddHealth();
        add?.Invoke(builder.Services);

        var silo = builder.Build();
        silo.MapHealth();
        await silo.PrepareDatabase();
        await silo.StartAsync();
        return new RunningSilo(silo, ports[2]);
    }

    public async ValueTask DisposeAsync()
    {
        await silo.StopAsync();
        await silo.DisposeAsync();
    }

    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        foreach (var listener in listeners)
        {
            listener.Start();
        }

        var ports = listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners)
        {
            listener.Stop();
        }

        return ports;
    }
}
