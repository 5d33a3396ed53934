using EventTicket.Events;
using EventTicket.Hosting;
using EventTicket.Silo;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.Postgres.Journal;

/// <summary>A database with all tables, for the tests of one class: each has events of its own, so they do not meet. Use it with <c>IClassFixture&lt;JournalDatabase&gt;</c>.</summary>
public sealed class JournalDatabase(PostgresServer server) : IAsyncLifetime
{
    private string connectionString = "";

    public NpgsqlDataSource Source { get; private set; } = null!;

    public DatabaseClock Clock { get; } = new(TimeProvider.System, NullLogger<DatabaseClock>.Instance);

    internal PostgresJournal Journal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        connectionString = await server.NewDatabase();
        Source = NpgsqlDataSource.Create(connectionString);
        await using var connection = await Source.OpenConnectionAsync();
        await DatabaseUpgrade.Run(connection, NullLogger.Instance, CancellationToken.None);
        Journal = new PostgresJournal(Source, Clock);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    /// <summary>The one value that the question asks for; <c>$1</c> is the event.</summary>
    public async Task<T> Ask<T>(string sql, Guid eventId)
    {
        await using var command = Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = eventId });
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Changes rows behind everybody's back; <c>$1</c> is the event.</summary>
    public async Task Tamper(string sql, Guid eventId)
    {
        await using var command = Source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = eventId });
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Nobody is let in, and who is in is put out, until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> Away()
    {
        var own = new NpgsqlConnectionStringBuilder(connectionString);
        var name = own.Database!;
        own.Database = "postgres";
        var other = NpgsqlDataSource.Create(own.ConnectionString);
        await Do(other, $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false");
        await Do(other, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return new Return(other, name);
    }

    /// <summary>All rows about the event in every table, as JSON.</summary>
    public Task<string> Rows(Guid eventId) => Ask<string>(
        """
        SELECT json_build_object(
          'head', (SELECT json_agg(json_build_object('epoch', epoch, 'last', last_seq, 'due', next_due, 'closed', closed)) FROM event_head WHERE event_id = $1),
          'journal', (SELECT json_agg(t ORDER BY seq) FROM event_journal t WHERE event_id = $1),
          'events', (SELECT json_agg(t) FROM events t WHERE event_id = $1),
          'types', (SELECT json_agg(t ORDER BY position) FROM ticket_types t WHERE event_id = $1),
          'stock', (SELECT json_agg(t ORDER BY ticket_type_id) FROM stock t WHERE event_id = $1),
          'orders', (SELECT json_agg(t ORDER BY order_id) FROM orders t WHERE event_id = $1),
          'bookings', (SELECT json_agg(t ORDER BY booking_id) FROM bookings t WHERE event_id = $1),
          'codes', (SELECT json_agg(t ORDER BY code_id) FROM event_codes t WHERE event_id = $1),
          'waiting', (SELECT json_agg(t ORDER BY number) FROM waiting_list t WHERE event_id = $1),
          'pre-sale', (SELECT json_agg(t) FROM pre_sales t WHERE event_id = $1),
          'tickets', (SELECT json_agg(t ORDER BY ticket_id) FROM tickets t WHERE event_id = $1),
          'campaigns', (SELECT json_agg(t ORDER BY campaign_id) FROM campaigns t WHERE event_id = $1),
          'sales', (SELECT json_agg(t ORDER BY hour, ticket_type_id) FROM sales_by_hour t WHERE event_id = $1),
          'mails', (SELECT json_agg(m ORDER BY m.mail_id) FROM outbox m JOIN orders ON order_id = (content ->> 'OrderId')::uuid WHERE event_id = $1))::text
        """, eventId);

    private static async Task Do(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private sealed class Return(NpgsqlDataSource other, string name) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Do(other, $"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true");
            await other.DisposeAsync();
        }
    }
}
