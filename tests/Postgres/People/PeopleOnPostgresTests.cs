using System.Xml.Linq;
using EventTicket.Hosting;
using EventTicket.Silo;
using EventTicket.Tests.Postgres;
using EventTicket.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.People;

public sealed class PeopleOnPostgresTests(PostgresServer server) : IAsyncLifetime
{
    private NpgsqlDataSource database = null!;

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await server.NewDatabase());
        await using var connection = await database.OpenConnectionAsync();
        await DatabaseUpgrade.Run(connection, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Twenty_who_register_one_address_at_once_make_one_account()
    {
        await using var people = await PeopleCluster.Start(database, silos: 2);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            people.Grains.Accounts().Register(new RegisterUser(n % 2 == 0 ? "ada@example.org" : "ADA@Example.org", "a quiet harbour", $"Ada {n}", Guid.NewGuid()))));

        var account = Assert.Single(answers, answer => answer.Succeeded).Value!;
        Assert.All(answers.Where(answer => !answer.Succeeded), answer => Assert.Equal(RefusalCode.EmailTaken, answer.Refusal!.Code));
        Assert.Equal(account.UserId, (await people.LogIn("ada@example.org")).Session.UserId);
        Assert.Equal(1L, await Ask("SELECT count(*) FROM users"));
        Assert.Equal(account.UserId, await Ask("SELECT user_id FROM email_addresses"));
    }

    [Fact]
    public async Task Neither_token_nor_password_stands_in_the_database_and_log_out_leaves_no_session()
    {
        await using var people = await PeopleCluster.Start(database);
        await people.Register("ada@example.org", "a quiet harbour");
        var (token, _) = await people.LogIn("ada@example.org");

        var all = (string)await Ask("SELECT coalesce(string_agg(state_name || key_text || state, ' '), '') || (SELECT string_agg(s::text, ' ') FROM sessions s) || (SELECT string_agg(u::text, ' ') FROM users u) FROM grain_state_readable");

        Assert.Contains(Sessions.SessionKey.Of(token), all, StringComparison.Ordinal);
        Assert.DoesNotContain(token, all, StringComparison.Ordinal);
        Assert.DoesNotContain("harbour", all, StringComparison.Ordinal);
        await people.Grains.Session(token).End();
        Assert.Equal(0L, await Ask("SELECT (SELECT count(*) FROM grain_state WHERE state_name = 'session') + (SELECT count(*) FROM sessions)"));
    }

    [Fact]
    public async Task Accounts_and_sessions_outlive_every_silo()
    {
        string token;
        await using (var before = await PeopleCluster.Start(database))
        {
            await before.Register("ada@example.org");
            (token, _) = await before.LogIn("ada@example.org");
        }

        await using var after = await PeopleCluster.Start(database);

        Assert.Equal("ada@example.org", (await after.Grains.Session(token).Read()).Value?.Email);
        await after.LogIn("ada@example.org");
    }

    [Fact]
    public async Task Web_processes_that_start_together_end_up_with_one_key()
    {
        var keys = new PostgresKeyRing(database);

        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var first = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var unseen = new NpgsqlCommand("INSERT INTO key_ring (name, xml) VALUES ('key-1', '<key />')", connection, first);
        await unseen.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        var second = keys.Add("key-2", "<key />");
        while (!second.IsCompleted && (long)await Ask("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await first.CommitAsync(TestContext.Current.CancellationToken);
        await second;
        await keys.Add("revocation-1", "<revocation />");
        await keys.Add("revocation-1", "<other />");

        var ring = await keys.Read();
        Assert.Equal(["key", "revocation"], ring.Select(xml => XElement.Parse(xml).Name.LocalName));
    }

    [Fact]
    public async Task A_key_beside_an_old_one_is_kept()
    {
        var keys = new PostgresKeyRing(database);
        await keys.Add("key-1", "<key />");
        await Ask("UPDATE key_ring SET added_at = added_at - interval '80 days' RETURNING 1");

        await keys.Add("key-2", "<key />");

        Assert.Equal(2, (await keys.Read()).Length);
    }

    private async Task<object> Ask(string sql) =>
        (await database.CreateCommand(sql).ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
}
