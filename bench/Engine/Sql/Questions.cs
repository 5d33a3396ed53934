using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>Short questions to the database.</summary>
internal static class Questions
{
    public static async Task<List<Guid>> Ids(this NpgsqlDataSource database, string sql, Guid? eventId = null)
    {
        await using var command = Ask(database, sql, eventId);
        await using var reader = await command.ExecuteReaderAsync();
        List<Guid> ids = [];
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>One number; 0 when the answer is null.</summary>
    public static async Task<long> Number(this NpgsqlDataSource database, string sql, Guid? eventId = null)
    {
        await using var command = Ask(database, sql, eventId);
        return await command.ExecuteScalarAsync() is IConvertible number ? number.ToInt64(null) : 0;
    }

    public static async Task Do(this NpgsqlDataSource database, string sql)
    {
        await using var command = Ask(database, sql, null);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlCommand Ask(NpgsqlDataSource database, string sql, Guid? eventId)
    {
        var command = database.CreateCommand(sql);
        if (eventId is { } id)
        {
            command.Parameters.Add(new() { Value = id });
        }

        return command;
    }
}
