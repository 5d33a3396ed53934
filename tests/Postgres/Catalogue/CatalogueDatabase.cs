using EventTicket.Silo;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.Postgres.Catalogue;

/// <summary>A database with our tables, and rows put into them as events would write them. Shared by the tests of a class; each begins with <see cref="Clear"/>.</summary>
public sealed class CatalogueDatabase(PostgresServer server) : IAsyncLifetime
{
    public static readonly DateTimeOffset Now = new(2030, 10, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid Concerts = new("0f5e0d1a-1000-4000-8000-000000000001");
    public static readonly Guid Theatre = new("0f5e0d1a-1000-4000-8000-000000000002");

    internal NpgsqlDataSource Source { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var database = await server.NewDatabase();
        await using (var connection = new NpgsqlConnection(database))
        {
            await connection.OpenAsync();
            await DatabaseUpgrade.Run(connection, NullLogger.Instance, CancellationToken.None);
        }

        Source = NpgsqlDataSource.Create(database);
    }

    public async ValueTask DisposeAsync() => await Source.DisposeAsync();

    /// <summary>Takes away what the test before put in.</summary>
    internal Task Clear() => Execute("TRUNCATE events, ticket_types, stock, orders, tickets");

    /// <summary>A published event with one ticket type of 100 places at 20.00.</summary>
    internal async Task<Guid> Insert(
        string title, string description = "", Guid? category = null, string city = "Leeds", string venue = "The Mill",
        DateTimeOffset? startsAt = null, TimeSpan? lasts = null, string status = "published", Guid? manager = null, DateTimeOffset? createdAt = null)
    {
        var (id, starts) = (Guid.CreateVersion7(), startsAt ?? Now.AddDays(7));
        await Execute("""
            INSERT INTO events (event_id, manager_id, status, version, title, description, category_id, venue_name, venue_address, city,
                                starts_at, ends_at, time_zone, currency, max_per_person, hold_minutes, created_at)
            VALUES ($1, $2, $3, 1, $4, $5, $6, $7, 'Mill Lane 3', $8, $9, $10, 'Europe/London', 'GBP', 10, 10, $11)
            """, id, manager ?? Guid.NewGuid(), status, title, description, category ?? Concerts, venue, city, starts, starts + (lasts ?? TimeSpan.FromHours(3)), createdAt ?? Now);
        await AddType(id, 0, "Standard", 2_000);
        return id;
    }

    internal async Task<Guid> AddType(
        Guid eventId, int position, string name, long price, int capacity = 100, int held = 0, int booked = 0, int sold = 0,
        DateTimeOffset? opens = null, DateTimeOffset? closes = null)
    {
        var id = Guid.CreateVersion7();
        await Execute("INSERT INTO ticket_types VALUES ($1, $2, $3, $4, $5, NULL, $6, $7)", eventId, id, position, name, price, opens, closes);
        await Execute("INSERT INTO stock VALUES ($1, $2, $3, $4, $5, $6)", eventId, id, capacity, held, booked, sold);
        return id;
    }

    internal async Task<int> Execute(string sql, params object?[] values)
    {
        await using var command = Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        }

        return await command.ExecuteNonQueryAsync();
    }

    internal async Task<T> Scalar<T>(string sql) => (T)(await Source.CreateCommand(sql).ExecuteScalarAsync())!;
}
