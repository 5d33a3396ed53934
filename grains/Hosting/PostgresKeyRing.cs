using System.Collections.Immutable;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Hosting;

internal sealed class PostgresKeyRing(NpgsqlDataSource database) : IKeyRing
{
    public Task<ImmutableArray<string>> Read() => Ask.Database(async () =>
    {
        var keys = await database.Command("SELECT xml FROM key_ring ORDER BY added_at, name").Rows(row => row.GetString(0));
        return keys.ToImmutableArray();
    });

    // Revocations ("revocation-…") are always kept; only a key beside one that is moments old is not needed.
    public Task Add(string name, string xml) => Ask.Database(async () =>
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var alone = new NpgsqlCommand("LOCK TABLE key_ring IN EXCLUSIVE MODE", connection, transaction);
        await alone.ExecuteNonQueryAsync();
        await using var add = new NpgsqlCommand(
            """
            INSERT INTO key_ring (name, xml)
            SELECT @name, @xml
            WHERE NOT (@name LIKE 'key-%' AND EXISTS (
                SELECT 1 FROM key_ring WHERE name LIKE 'key-%' AND added_at > clock_timestamp() - interval '5 minutes'))
            ON CONFLICT (name) DO NOTHING
            """,
            connection, transaction) { Parameters = { new("name", name), new("xml", xml) } };
        await add.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    });
}
