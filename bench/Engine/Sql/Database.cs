using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>The database that everything is measured on.</summary>
internal sealed class Database(string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    /// <summary>For preparing and for looking behind the answers; never for what is measured.</summary>
    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = 2, CommandTimeout = 120, ApplicationName = "bench" });

    /// <summary>Connections of a variant's own.</summary>
    public NpgsqlDataSource Connections(int most) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = most, CommandTimeout = 30, ApplicationName = "bench variant" });

    public ValueTask DisposeAsync() => Source.DisposeAsync();
}
