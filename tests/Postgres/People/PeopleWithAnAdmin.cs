using EventTicket.Admins;
using EventTicket.Mail;
using EventTicket.Sessions;
using EventTicket.Silo;
using EventTicket.Tests.Postgres;
using EventTicket.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EventTicket.Tests.People;

/// <summary>The grains of people over a database of their own, with an admin.</summary>
public abstract class PeopleWithAnAdmin(PostgresServer server) : IAsyncLifetime
{
    private protected NpgsqlDataSource database = null!;
    private protected PeopleCluster people = null!;
    private protected Account admin = null!;

    private protected IAdminGrain Root => people.Grains.Admin(admin.UserId);

    public async ValueTask InitializeAsync()
    {
        database = NpgsqlDataSource.Create(await server.NewDatabase());
        await using var connection = await database.OpenConnectionAsync();
        await DatabaseUpgrade.Run(connection, NullLogger.Instance, TestContext.Current.CancellationToken);
        people = await PeopleCluster.Start(database);
        admin = (await people.Service<Enrolment>().Ensure("root@example.org", "a quiet harbour", "Root", Role.Admin)).Value!;
    }

    public async ValueTask DisposeAsync()
    {
        await people.DisposeAsync();
        await database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<Result<Officer>> Add(string operation, string email, Role office = Role.Manager) =>
        Root.AddOfficer(new(new(operation, ""), email, "New", office));

    private protected async Task<Guid> Manager(string email) => (await people.Service<Enrolment>().Ensure(email, "a quiet harbour", "Manager", Role.Manager)).Value!.UserId;

    private protected async Task<IReadOnlyList<string>> Actions() => [.. (await Root.Actions(null, new())).Value!.Items.Select(action => action.Action)];

    // What the post room does when it sends the mail.
    private protected async Task<string> Link(Guid userId, string purpose, string value)
    {
        var token = SessionToken.New();
        await using var insert = database.CreateCommand(
            "INSERT INTO mailed_tokens (token_hash, user_id, purpose, mail_id, value, expires_at) VALUES (@hash, @user, @purpose, @user, @value, now() + interval '1 hour')");
        insert.Parameters.AddRange(new NpgsqlParameter[] { new("hash", SessionKey.Of(token)), new("user", userId), new("purpose", purpose), new("value", value) });
        await insert.ExecuteNonQueryAsync();
        return token;
    }

    private protected async Task<object?> Ask(string sql, Guid user)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddWithValue("user", user);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
