using EventTicket.Hosting;
using Npgsql;

namespace EventTicket.Silo;

/// <summary>
/// A place is sold once PostgreSQL has committed it, so a commit has to survive a power cut. A database that is set to
/// lose commits is refused.
/// </summary>
internal static class Durability
{
    // With any other value of synchronous_commit a commit is at least on this machine's disk.
    private static readonly string[] Needed = ["fsync", "full_page_writes", "synchronous_commit"];

    /// <summary>Asks the settings as they are for our own connections.</summary>
    /// <exception cref="StartRefusedException">One of them is off; the message names it.</exception>
    public static async Task Demand(NpgsqlConnection connection, CancellationToken stopping)
    {
        await using var ask = new NpgsqlCommand("SELECT name FROM pg_settings WHERE name = ANY ($1) AND setting = 'off' ORDER BY name", connection);
        ask.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = Needed });
        var off = new List<string>();
        await using var answer = await ask.ExecuteReaderAsync(stopping);
        while (await answer.ReadAsync(stopping))
        {
            off.Add(answer.GetString(0));
        }

        if (off.Count > 0)
        {
            throw new StartRefusedException(
                $"The database {connection.Host}:{connection.Port}/{connection.Database} may lose what it has committed: {string.Join(" and ", off.Select(name => name + " = off"))}. "
                + "Set it to on (postgresql.conf, or ALTER SYSTEM, ALTER DATABASE or ALTER ROLE, wherever it was changed) and start again.");
        }
    }
}
