using System.Diagnostics;
using EventTicket.Dev.Postgres;
using EventTicket.Dev.Processes;
using EventTicket.Tests.Postgres;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace EventTicket.Tests.Postgres;

/// <summary>
/// One private PostgreSQL for the whole test run, started when the first test asks for a database. Commits reach the disk as in
/// production, because silos refuse anything else. Take it as a constructor argument.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eventticket-tests-").FullName;
    private readonly Lazy<Task<PrivateCluster>> cluster;
    private Process? process;
    private int databases;

    public PostgresServer() => cluster = new(Start);

    /// <summary>The connection string of a fresh, empty database that no other test sees.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        var server = await cluster.Value;
        await server.CreateDatabase(name);
        // Many databases share the server's connections, so idle ones are given back soon.
        return server.ConnectionString(name) + ";Maximum Pool Size=40;Connection Idle Lifetime=5;Connection Pruning Interval=2";
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            Unix.Signal(process.Id, Unix.Interrupt);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }

    private async Task<PrivateCluster> Start()
    {
        var binaries = PostgresBinaries.Installed().FirstOrDefault()
            ?? throw new InvalidOperationException("These tests need PostgreSQL's server programs: apt-get install -y postgresql, or set PG_BIN.");
        var server = new PrivateCluster(binaries, folder, FreePort.Choose(new HashSet<int>()), UserAccount.ForPostgres(), maxConnections: 400);
        await server.Create();
        var log = Path.Combine(folder, "postgres.log");
        process = Launch.Start(server.Program(log));
        while (!await server.Accepts())
        {
            if (process.HasExited)
                throw new InvalidOperationException($"PostgreSQL did not start:\n{await File.ReadAllTextAsync(log)}");
            await Task.Delay(50);
        }

        return server;
    }
}
