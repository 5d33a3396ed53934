using System.Diagnostics;
using EventTicket.Dev.Postgres;
using EventTicket.Dev.Processes;
using EventTicket.Hosting;
using EventTicket.Silo;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.Postgres;

public sealed class StartRefusalTests(PostgresServer server)
{
    [Fact]
    public async Task A_database_that_acknowledges_before_it_writes_is_refused()
    {
        var database = await server.NewDatabase();
        await Execute(database, $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(database).Database} SET synchronous_commit = off");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RunningSilo.Start(database));

        Assert.Contains("synchronous_commit = off", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_sync_is_refused_with_each_setting_named()
    {
        await using var careless = await CarelessServer.Start();

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => RunningSilo.Start(careless.Database));

        Assert.Contains("fsync = off and full_page_writes = off", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_named_with_what_to_check()
    {
        var nobody = "Host=127.0.0.1;Port=1;Database=tickets;Username=anna;Password=secret;Timeout=1";

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => DatabaseWait.Open(nobody, TimeSpan.FromSeconds(1), NullLogger.Instance, TestContext.Current.CancellationToken));

        Assert.Contains("127.0.0.1:1, database \"tickets\", user \"anna\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Tickets", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    // The limit only ends a wait that never would.
    [Fact(Timeout = 60_000)]
    public async Task A_wrong_password_is_not_waited_for()
    {
        var database = new NpgsqlConnectionStringBuilder(await server.NewDatabase()) { Password = "wrong" };

        var refused = await Assert.ThrowsAsync<StartRefusedException>(
            () => DatabaseWait.Open(database.ConnectionString, TimeSpan.FromDays(1), NullLogger.Instance, TestContext.Current.CancellationToken));

        Assert.Contains("password authentication failed", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "ConnectionStrings__Tickets is not set")]
    [InlineData("Host=127.0.0.1;Colour=red", "ConnectionStrings__Tickets cannot be read")]
    [InlineData("Host=127.0.0.1;Port=many", "ConnectionStrings__Tickets cannot be read")]
    public void A_bad_connection_string_is_named(string text, string message)
    {
        var configuration = Configuration(("ConnectionStrings:Tickets", text));

        var refused = Assert.Throws<StartRefusedException>(() => DatabaseSettings.Read(configuration));

        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=db", 16)]
    [InlineData("Host=db;Maximum Pool Size=40", 40)]
    [InlineData("Host=db;MaxPoolSize=100", 100)]
    [InlineData("Host=db;Minimum Pool Size=2", 16)]
    public void The_shared_pool_has_sixteen_connections_unless_the_connection_string_says_otherwise(string text, int size) =>
        Assert.Equal(size, new NpgsqlConnectionStringBuilder(DatabaseSettings.Read(Configuration(("ConnectionStrings:Tickets", text))).Shared).MaxPoolSize);

    [Theory]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData("-1")]
    [InlineData("http")]
    public void A_port_that_is_none_is_named_as_the_operator_wrote_it(string text)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Configuration(("Cluster:SiloPort", text)).Port("Cluster:SiloPort", 11111));

        Assert.Equal($"Cluster__SiloPort is \"{text}\"; it takes a port from 1 to 65535.", refused.Message);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("silo.example")]
    public void An_address_that_others_cannot_call_is_refused(string text)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Configuration(("Cluster:Address", text)).Address("Cluster:Address", System.Net.IPAddress.Loopback));

        Assert.StartsWith($"Cluster__Address is \"{text}\"; it takes one IP address", refused.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();

    private static async Task Execute(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A server of its own, because these settings are the whole server's.</summary>
    private sealed class CarelessServer(Process process, string folder, string database) : IAsyncDisposable
    {
        public string Database => database;

        public static async Task<CarelessServer> Start()
        {
            var folder = Directory.CreateTempSubdirectory("eventticket-careless-").FullName;
            var cluster = new PrivateCluster(PostgresBinaries.Installed().First(), folder, FreePort.Choose(new HashSet<int>()), UserAccount.ForPostgres());
            await cluster.Create();
            var program = cluster.Program(Path.Combine(folder, "postgres.log"));
            var process = Launch.Start(program with { Words = [.. program.Words, "-c", "fsync=off", "-c", "full_page_writes=off"] });
            while (!await cluster.Accepts() && !process.HasExited)
            {
                await Task.Delay(50);
            }

            return new CarelessServer(process, folder, cluster.ConnectionString("postgres"));
        }

        public async ValueTask DisposeAsync()
        {
            Unix.Signal(process.Id, Unix.Interrupt);
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
