using Npgsql;

namespace EventTicket.Queries;

/// <summary>Asks PostgreSQL on behalf of a grain.</summary>
internal static class Ask
{
    /// <summary>Runs the question and turns a database that does not answer into the one exception that can cross a grain call.</summary>
    /// <exception cref="OutcomeUnknownException">No answer; ask again.</exception>
    public static async Task<T> Database<T>(Func<Task<T>> question)
    {
        try
        {
            return await question();
        }
        catch (Exception failed) when (failed is NpgsqlException or TimeoutException)
        {
            throw new OutcomeUnknownException("The database did not answer a question.", failed);
        }
    }

    /// <summary>The rows of the current result, each made by <paramref name="row"/>.</summary>
    public static async Task<List<T>> Rows<T>(this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> row)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    /// <summary>The rows of the command's answer.</summary>
    public static async Task<List<T>> Rows<T>(this NpgsqlCommand command, Func<NpgsqlDataReader, T> row)
    {
        await using var owned = command;
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.Rows(row);
    }

    /// <summary>A command with its parameters, by name.</summary>
    public static NpgsqlCommand Command(this NpgsqlDataSource database, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = database.CreateCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    /// <summary>The column, or null.</summary>
    public static T? Optional<T>(this NpgsqlDataReader reader, int column) where T : struct =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    /// <summary>A time in UTC.</summary>
    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);
}
