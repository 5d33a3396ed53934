using System.Diagnostics;
using Npgsql;

namespace EventTicket.Bench.Live;

/// <summary>How often what is left is looked up in the database, by PostgreSQL's own count of scans of the stock: nothing else reads it while nobody buys.</summary>
internal sealed class StockScans(Target target, TimeSpan spell)
{
    // A connection that rests tells what it did after ten seconds, one that works each second.
    private static readonly TimeSpan Told = TimeSpan.FromSeconds(1.5);

    /// <summary>Scans a second over the spell.</summary>
    public async Task<double> PerSecond()
    {
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await Task.Delay(Told);
        var (before, began) = (await Count(database), Stopwatch.GetTimestamp());
        await Task.Delay(spell);
        return (await Count(database) - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<long> Count(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT seq_scan + idx_scan FROM pg_stat_user_tables WHERE relname = 'stock'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
