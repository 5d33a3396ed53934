using EventTicket.Hosting;
using EventTicket.Silo;
using EvolveDb;
using EvolveDb.Configuration;
using EvolveDb.Migration;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.Postgres;

public sealed class DatabaseUpgradeTests(PostgresServer server)
{
    private static readonly int Scripts = typeof(SiloSetup).Assembly.GetManifestResourceNames().Count(name => name.StartsWith("sql.V", StringComparison.Ordinal));

    [Fact]
    public async Task Three_silos_that_upgrade_at_once_apply_each_script_once()
    {
        var database = await server.NewDatabase();

        await Task.WhenAll(Upgrade(database), Upgrade(database), Upgrade(database));

        Assert.True(Scripts > 0);
        Assert.Equal(Scripts, await Applied(database));
    }

    [Fact]
    public async Task An_older_database_is_brought_up_to_date()
    {
        var database = await server.NewDatabase();
        await UpTo(database, "1");

        Assert.Equal(1, await Applied(database));

        await Upgrade(database);

        Assert.Equal(Scripts, await Applied(database));
    }

    [Fact]
    public async Task Accounts_that_were_grain_state_become_rows_with_the_same_ids()
    {
        var database = await server.NewDatabase();
        await UpTo(database, "4");
        var (ada, lost) = (Guid.NewGuid(), Guid.NewGuid());
        await Execute(database, $$"""
            INSERT INTO grain_state (service_id, state_name, key_text, key_n0, key_n1, payload, version) VALUES
              ('eventticket', 'user', '', {{Half(ada, 0)}}, {{Half(ada, 8)}}, convert_to('{"Email":"Ada@example.org","Name":"Ada","PasswordHash":"$2a$11$x",
                "Role":1,"CreatedAt":"2026-11-22T10:00:00.5+00:00","EmailConfirmed":true,"Withdrawn":false}', 'UTF8'), 3),
              ('eventticket', 'user', '', {{Half(lost, 0)}}, {{Half(lost, 8)}}, convert_to('{"Email":"","Name":"","PasswordHash":"",
                "Role":0,"CreatedAt":"0001-01-01T00:00:00+00:00","EmailConfirmed":false,"Withdrawn":true}', 'UTF8'), 1),
              ('eventticket', 'session', 'ab', 0, 0, convert_to('{}', 'UTF8'), 1);
            INSERT INTO email_addresses (address, user_id) VALUES ('ada@example.org', '{{ada}}'), ('lost@example.org', '{{lost}}');
            """);

        await Upgrade(database);

        Assert.Equal($"{ada} Ada@example.org manager true", await Text(database, "SELECT string_agg(concat_ws(' ', user_id, email, office, email_confirmed::text), ',') FROM users"));
        Assert.Equal("ada@example.org", await Text(database, "SELECT string_agg(address, ',') FROM email_addresses"));
        Assert.Equal("0", await Text(database, "SELECT count(*)::text FROM grain_state"));
    }

    [Fact]
    public async Task A_script_that_was_changed_after_it_was_applied_is_refused_by_name()
    {
        var database = await server.NewDatabase();
        await Upgrade(database);
        await Execute(database, "UPDATE schema_version SET checksum = '0123' WHERE version = '1'");

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => Upgrade(database));

        Assert.Contains("V1__orleans.sql", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silo_of_the_version_before_still_starts_on_a_newer_database()
    {
        var database = await server.NewDatabase();
        await Upgrade(database);
        await Execute(database, "INSERT INTO schema_version (type, version, description, name, checksum, installed_by, success) VALUES (0, '9999', 'later', 'V9999__later.sql', 'F', 'test', true)");

        await Upgrade(database);

        Assert.Equal(Scripts + 1, await Applied(database));
    }

    // How Orleans keeps a guid key: two numbers, little-endian.
    private static long Half(Guid id, int at) => BitConverter.ToInt64(id.ToByteArray(), at);

    private static async Task UpTo(string database, string version)
    {
        await using var connection = await Open(database);
        new Evolve(connection)
        {
            EmbeddedResourceAssemblies = [typeof(SiloSetup).Assembly],
            EmbeddedResourceFilters = ["sql."],
            MetadataTableName = "schema_version",
            TransactionMode = TransactionKind.CommitEach,
            TargetVersion = new MigrationVersion(version),
        }.Migrate();
    }

    private static async Task<string?> Text(string database, string sql)
    {
        await using var connection = await Open(database);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Upgrade(string database)
    {
        await using var connection = await Open(database);
        await DatabaseUpgrade.Run(connection, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    private static async Task<NpgsqlConnection> Open(string database)
    {
        var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private static async Task<int> Applied(string database)
    {
        await using var connection = await Open(database);
        await using var command = new NpgsqlCommand("SELECT count(*)::int FROM schema_version WHERE type = 0 AND success", connection);
        return (int)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private static async Task Execute(string database, string sql)
    {
        await using var connection = await Open(database);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
