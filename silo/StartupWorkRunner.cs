using EventTicket.Hosting;
using Npgsql;

namespace EventTicket.Silo;

/// <summary>Runs each <see cref="IStartupWork"/> once the silo is active, one silo at a time.</summary>
internal sealed class StartupWorkRunner(
    IEnumerable<IStartupWork> works, IGrainFactory grains, DatabaseSettings database, ILogger<StartupWorkRunner> log) : BackgroundService
{
    private const long Turn = 0x5449434B45540002;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>What is being done, null when all is done.</summary>
    public string? Remaining { get; private set; } = "startup work";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var work in works)
        {
            Remaining = work.Name;
            await UntilDone(work, stoppingToken);
        }

        Remaining = null;
        log.LogInformation("Ready");
    }

    private async Task UntilDone(IStartupWork work, CancellationToken stopping)
    {
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await RunInTurn(work, stopping);
                return;
            }
            catch (Exception failed) when (!stopping.IsCancellationRequested)
            {
                log.LogWarning(failed, "{Work} failed, again in {Pause}", work.Name, pause);
                await Task.Delay(pause, stopping);
            }
        }
    }

    /// <summary>The turn ends with the connection, so also when this silo dies.</summary>
    private async Task RunInTurn(IStartupWork work, CancellationToken stopping)
    {
        await using var connection = new NpgsqlConnection(database.Upgrade);
        await connection.OpenAsync(stopping);
        await using var turn = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = Turn } } };
        await turn.ExecuteNonQueryAsync(stopping);
        log.LogInformation("Begins: {Work}", work.Name);
        await work.Run(grains, stopping);
        log.LogInformation("Done: {Work}", work.Name);
    }
}

internal static class StartupWorkSetup
{
    public static void AddStartupWork(this IServiceCollection services)
    {
        services.AddSingleton<StartupWorkRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<StartupWorkRunner>());
    }
}
