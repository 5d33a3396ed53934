using Npgsql;

namespace EventTicket.Tests.Postgres;

public sealed class PostgresServerTests(PostgresServer server)
{
    [Fact]
    public async Task Every_test_gets_a_database_of_its_own()
    {
        var databases = await Task.WhenAll(server.NewDatabase(), server.NewDatabase());

        foreach (var database in databases)
            await Query<int>(database, "CREATE TABLE only_here (id int); SELECT 1");
        Assert.Equal(2, databases.Distinct().Count());
    }

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("lc_collate", "C.UTF-8")]
    public async Task The_private_cluster_is_durable_and_local(string setting, string value) =>
        Assert.Equal(value, await Query<string>(await server.NewDatabase(), $"SHOW {setting}"));

    private static async Task<T> Query<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        return (T)(await source.CreateCommand(sql).ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
