using EventTicket.Mail;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Users;

/// <summary>Accounts in PostgreSQL.</summary>
internal sealed class PostgresPeople(NpgsqlDataSource database, TimeProvider clock) : IPeople
{
    public Task<StoredUser?> Find(Guid userId) => Ask.Database(async () =>
        (await database.Command($"SELECT {UserRows.Columns} FROM users WHERE user_id = @user", ("user", userId)).Rows(UserRows.Read)).SingleOrDefault());

    public Task<Guid?> HolderOf(string address) => Ask.Database(async () =>
    {
        await using var command = database.Command("SELECT user_id FROM email_addresses WHERE address = @address", ("address", address));
        return (Guid?)await command.ExecuteScalarAsync();
    });

    public Task<Saved> Save(UserChange change) => new UserTransaction(database, change, clock.GetUtcNow()).Run();

    public Task<MailedLink?> FindLink(string hash) => Ask.Database(async () =>
        (await database.Command(
            "SELECT token_hash, user_id, purpose, value, expires_at FROM mailed_tokens WHERE token_hash = @hash AND expires_at > @now",
            ("hash", hash), ("now", clock.GetUtcNow()))
            .Rows(row => new MailedLink(
                row.GetString(0), row.GetGuid(1), StoredNames.Read<TokenPurpose>(row.GetString(2)), row.IsDBNull(3) ? null : row.GetString(3), row.Time(4))))
        .SingleOrDefault());

    public Task AskForLink(string recipient, bool bySms) => Ask.Database(async () =>
    {
        await using var command = database.Command(
            """
            INSERT INTO link_requests (request_id, kind, recipient, asked_at) VALUES (@id, @kind, @recipient, @now)
            ON CONFLICT (kind, recipient) DO NOTHING
            """,
            ("id", Guid.NewGuid()), ("kind", bySms ? "reset-by-sms" : "reset"), ("recipient", recipient), ("now", clock.GetUtcNow()));
        return await command.ExecuteNonQueryAsync();
    });

    public Task<bool> OfferFirstAdmin(string hash, DateTimeOffset until) => Ask.Database(async () =>
    {
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("DELETE FROM mailed_tokens WHERE purpose = 'first-admin'"));
        batch.BatchCommands.Add(new(
            $"""
            INSERT INTO mailed_tokens (token_hash, user_id, purpose, mail_id, expires_at)
            SELECT @hash, @nobody, 'first-admin', @nobody, @until WHERE NOT EXISTS ({UserRows.ActiveAdmins})
            RETURNING 1
            """) { Parameters = { new("hash", hash), new("nobody", Guid.Empty), new("until", until) } });
        await using var reader = await batch.ExecuteReaderAsync();
        return await reader.ReadAsync();
    });

    public Task<string?> FingerprintOf(Guid adminId, string operation) => Ask.Database(async () =>
    {
        await using var command = database.Command(
            "SELECT fingerprint FROM admin_actions WHERE admin_id = @admin AND operation = @operation", ("admin", adminId), ("operation", operation));
        return (string?)await command.ExecuteScalarAsync();
    });

    public Task<(bool PaymentOpen, bool EventsToCome)> WhyStay(Guid userId) => Ask.Database(async () =>
        (await database.Command(
            """
            SELECT EXISTS (SELECT 1 FROM payments WHERE person_id = @user AND state IN ('started', 'waiting', 'authorised')),
                   EXISTS (SELECT 1 FROM events WHERE manager_id = @user AND status = 'published' AND ends_at > @now)
            """, ("user", userId), ("now", clock.GetUtcNow())).Rows(row => (row.GetBoolean(0), row.GetBoolean(1)))).Single());

    public Task<string> Data(Guid userId) => Ask.Database(async () =>
    {
        await using var command = database.Command(PersonalData.Sql, ("user", userId));
        return (string)(await command.ExecuteScalarAsync())!;
    });
}
