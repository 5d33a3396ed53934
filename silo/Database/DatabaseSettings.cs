using EventTicket.Hosting;
using Npgsql;

namespace EventTicket.Silo;

/// <summary>The one connection string of the configuration, made up for each kind of work.</summary>
/// <param name="Shared">Grain state, reminders and queries.</param>
/// <param name="Journal">Commits of event journals: few connections, always at hand.</param>
/// <param name="Membership">Orleans' list of silos.</param>
/// <param name="Upgrade">One connection outside every pool, with time for a long upgrade.</param>
internal sealed record DatabaseSettings(string Shared, string Journal, string Membership, string Upgrade)
{
    private const string Key = "ConnectionStrings:Tickets";

    /// <exception cref="StartRefusedException">There is no connection string, or it cannot be read.</exception>
    public static DatabaseSettings Read(IConfiguration configuration)
    {
        var text = configuration[Key];
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new StartRefusedException(
                $"{Settings.Name(Key)} is not set. It takes the connection string of a PostgreSQL database, such as Host=127.0.0.1;Port=5432;Database=eventticket;Username=eventticket;Password=…");
        }

        var name = "eventticket " + configuration.Text("Cluster:SiloName", "silo");
        return new DatabaseSettings(
            Shared: Made(text, name, c => c.MaxPoolSize = PoolSizeIsGiven(text) ? c.MaxPoolSize : 16),
            // Nothing in it changes its session, and resetting one costs each commit a transaction of its own.
            Journal: Made(text, name + " journal", c => (c.MaxPoolSize, c.CommandTimeout, c.NoResetOnClose) = (8, 5, true)),
            Membership: Made(text, name + " membership", c => (c.MaxPoolSize, c.CommandTimeout) = (3, 5)),
            Upgrade: Made(text, name + " start", c => (c.Pooling, c.CommandTimeout, c.MaxAutoPrepare) = (false, 600, 0), bounded: false));
    }

    private static string Made(string text, string name, Action<NpgsqlConnectionStringBuilder> change, bool bounded = true)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            connection.ApplicationName = name;
            connection.Timeout = 5;
            connection.CommandTimeout = 10;
            connection.CancellationTimeout = 2000;
            connection.KeepAlive = 10;
            connection.TcpKeepAlive = true;
            connection.MaxAutoPrepare = 50;
            // The database gives up before we do: a lock held by somebody stuck is a quick error, not a hanging pool.
            if (bounded)
            {
                connection.Options = $"{connection.Options} -c lock_timeout=3s -c idle_in_transaction_session_timeout=10s".TrimStart();
            }

            change(connection);
            return connection.ConnectionString;
        }
        catch (ArgumentException wrong)
        {
            throw new StartRefusedException($"{Settings.Name(Key)} cannot be read: {wrong.Message}");
        }
    }

    private static bool PoolSizeIsGiven(string text) => new NpgsqlConnectionStringBuilder(text).ShouldSerialize("Maximum Pool Size");
}
