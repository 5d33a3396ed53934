using EventTicket.Hosting;
using System.Diagnostics;
using Npgsql;

namespace EventTicket.Silo;

internal static class DatabaseWait
{
    /// <summary>How long a silo that starts waits for its database.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Opens a connection, trying again with growing pauses while the database does not answer.</summary>
    /// <exception cref="StartRefusedException">It never answered, or it answered that it will not let us in.</exception>
    public static async Task<NpgsqlConnection> Open(string connectionString, TimeSpan patience, ILogger log, CancellationToken stopping)
    {
        var waited = Stopwatch.StartNew();
        for (var pause = TimeSpan.FromMilliseconds(250); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            var connection = new NpgsqlConnection(connectionString);
            try
            {
                await connection.OpenAsync(stopping);
                return connection;
            }
            catch (Exception failed) when (failed is NpgsqlException or TimeoutException)
            {
                await connection.DisposeAsync();
                if (IsFinal(failed) || waited.Elapsed + pause > patience)
                {
                    throw new StartRefusedException(Explain(connectionString, failed, waited.Elapsed));
                }

                log.LogWarning("The database does not answer yet: {Reason}", failed.Message);
                await Task.Delay(pause, stopping);
            }
        }
    }

    /// <summary>Wrong user, password or database name: waiting does not help.</summary>
    private static bool IsFinal(Exception failed) =>
        failed is PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName };

    private static string Explain(string connectionString, Exception failed, TimeSpan waited)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        return $"""
            No connection to PostgreSQL at {to.Host}:{to.Port}, database "{to.Database}", user "{to.Username}", after {waited.TotalSeconds:0} s: {failed.Message}
            Check that PostgreSQL runs and listens there, that ConnectionStrings__Tickets names the right host, port, database, user and password, and that max_connections is not used up.
            """;
    }
}
