using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Users;

internal sealed class PostgresEmailAddresses(NpgsqlDataSource database) : IEmailAddresses
{
    public Task<Guid?> HolderOf(string address) => Ask.Database(async () =>
    {
        await using var command = database.Command("SELECT user_id FROM email_addresses WHERE address = @address", ("address", address));
        return (Guid?)await command.ExecuteScalarAsync();
    });

    // The update changes nothing; it makes the row that is already there come back, also one written a moment ago.
    public Task<Guid> Reserve(string address, Guid userId) => Ask.Database(async () =>
    {
        await using var command = database.Command(
            """
            INSERT INTO email_addresses AS held (address, user_id) VALUES (@address, @user)
            ON CONFLICT (address) DO UPDATE SET user_id = held.user_id
            RETURNING user_id
            """,
            ("address", address), ("user", userId));
        return (Guid)(await command.ExecuteScalarAsync())!;
    });

    public Task Release(string address, Guid userId) => Ask.Database(async () =>
    {
        await using var command = database.Command(
            "DELETE FROM email_addresses WHERE address = @address AND user_id = @user", ("address", address), ("user", userId));
        return await command.ExecuteNonQueryAsync();
    });
}
