using System.Diagnostics;
using EventTicket.Dev.Postgres;
using EventTicket.Dev.Processes;

namespace EventTicket.Bench.Engine;

/// <summary>A PostgreSQL of its own in a folder that goes when it stops. Commits reach the disk as in production.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("eventticket-bench-").FullName;
    private readonly PostgresBinaries binaries;
    private readonly PrivateCluster cluster;
    private Process? server;

    private OwnPostgres()
    {
        binaries = PostgresBinaries.Installed().FirstOrDefault()
            ?? throw new InvalidOperationException("The engine is measured on PostgreSQL's own programs: apt-get install -y postgresql, or set PG_BIN.");
        cluster = new PrivateCluster(binaries, folder, FreePort.Choose(new HashSet<int>()), UserAccount.ForPostgres());
    }

    /// <summary>How fast this disk takes a write, by PostgreSQL's own measure of the method it uses; null when that program is not installed.</summary>
    public Task<string?> SyncSpeed() => DiskSync.Measure(Path.Combine(binaries.Folder, "pg_test_fsync"), folder);

    public static async Task<OwnPostgres> Start()
    {
        var own = new OwnPostgres();
        try
        {
            await own.cluster.Create();
            var log = Path.Combine(own.folder, "postgres.log");
            own.server = Launch.Start(own.cluster.Program(log));
            while (!await own.cluster.Accepts())
            {
                if (own.server.HasExited)
                {
                    throw new InvalidOperationException($"PostgreSQL did not start:\n{await File.ReadAllTextAsync(log)}");
                }

                await Task.Delay(50);
            }

            return own;
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>The connection string of an empty database.</summary>
    public async Task<string> NewDatabase(string name = "engine")
    {
        await cluster.CreateDatabase(name);
        return cluster.ConnectionString(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            Unix.Signal(server.Id, Unix.Interrupt);
            await server.WaitForExitAsync();
            server.Dispose();
        }

        Directory.Delete(folder, recursive: true);
    }
}
