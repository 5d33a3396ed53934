using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Events;

/// <summary>
/// The parameters of a commit in the order of their positions, and what the statement's text calls them. They are sent without names: Npgsql would
/// look for names in the whole text at each commit.
/// </summary>
/// <param name="oneOfEach">Columns have one row, and are sent as plain values.</param>
internal sealed class CommitParameters(NpgsqlParameterCollection parameters, bool oneOfEach)
{
    private readonly List<string> names = new(32);

    /// <summary>The first is <c>$1</c> when it is sent.</summary>
    public IReadOnlyList<string> Names => names;

    public void Add<T>(string name, T value)
    {
        names.Add(name);
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
    }

    public void AddOptional(string name, NpgsqlDbType type, object? value)
    {
        names.Add(name);
        parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
    }

    /// <summary>One column of rows, as an array.</summary>
    public void Column<TRow, TValue>(string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        if (oneOfEach)
        {
            AddOptional(name, type, value(rows[0]));
            return;
        }

        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        names.Add(name);
        parameters.Add(new NpgsqlParameter<TValue[]> { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = column });
    }
}
