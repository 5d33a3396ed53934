using EventTicket.Dev.Processes;
using Npgsql;

namespace EventTicket.Dev.Postgres;

/// <summary>The operator's own server, from <c>ConnectionStrings__Tickets</c>. Nothing is started.</summary>
internal sealed class ConfiguredDatabase(string connectionString) : IDatabase
{
    private const int Attempts = 30;

    public string Description => "the configured server (ConnectionStrings__Tickets)";

    public string ConnectionString => connectionString;

    public ProgramStart? Program => null;

    public int? Port => null;

    public Task Prepare(CancellationToken stop) => Task.CompletedTask;

    public async Task UntilReady(CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
                await connection.OpenAsync(stop);
                return;
            }
            catch (ArgumentException error)
            {
                throw new CannotStartException($"ConnectionStrings__Tickets cannot be read: {error.Message}", exitCode: 2);
            }
            catch (NpgsqlException) when (attempt < Attempts)
            {
                // It may be starting beside us.
                await Task.Delay(500, stop);
            }
            catch (NpgsqlException error)
            {
                throw new CannotStartException($"ConnectionStrings__Tickets: no connection after {Attempts} attempts: {error.Message}");
            }
        }
    }

    public Task Stop() => Task.CompletedTask;
}
