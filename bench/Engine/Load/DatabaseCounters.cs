using System.Diagnostics;
using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>What the database server says it has done since it was started.</summary>
/// <param name="Commits">Transactions of this database, reading ones too.</param>
/// <param name="Syncs">Times the write-ahead log was flushed to disk.</param>
/// <param name="WalBytes">Bytes of write-ahead log.</param>
internal sealed record DatabaseCounters(long Commits, long Syncs, long WalBytes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Reads them once they are complete. A backend tells what it did at most once a second, and the rest when it ends: so
    /// the connections are closed first, and then their backends are waited for.
    /// </summary>
    /// <exception cref="TimeoutException">A connection that was closed is still there.</exception>
    public static async Task<DatabaseCounters> Read(NpgsqlDataSource database, Action closeConnections)
    {
        var open = await Backends(database);
        closeConnections();
        for (var waiting = Stopwatch.StartNew(); (await Backends(database)).Intersect(open).Any(); await Task.Delay(5))
        {
            if (waiting.Elapsed > Patience)
            {
                throw new TimeoutException("Connections of the variant are still open after they were closed.");
            }
        }

        await using var command = database.CreateCommand(
            "SELECT d.xact_commit, w.wal_sync, w.wal_bytes::bigint FROM pg_stat_database d, pg_stat_wal w WHERE d.datname = current_database()");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
    }

    public static DatabaseCounters operator -(DatabaseCounters after, DatabaseCounters before) =>
        new(after.Commits - before.Commits, after.Syncs - before.Syncs, after.WalBytes - before.WalBytes);

    // The silo's list of silos goes on beside every variant.
    private static async Task<List<int>> Backends(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
              AND application_name NOT LIKE '% membership'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        List<int> pids = [];
        while (await reader.ReadAsync())
        {
            pids.Add(reader.GetInt32(0));
        }

        return pids;
    }
}
