using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Bench.Engine;

/// <summary>One caller's connection with its prepared statements.</summary>
internal abstract class SqlBuyer(NpgsqlConnection connection) : IDisposable
{
    private static readonly Guid EventId = Guid.CreateVersion7();
    private static readonly Guid TicketTypeId = Guid.CreateVersion7();
    private static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(10);

    protected NpgsqlConnection Connection { get; } = connection;

    /// <summary>Takes one place, durably.</summary>
    /// <param name="part">The row to take it from.</param>
    /// <returns>False when there is none left.</returns>
    public abstract Task<bool> Take(int part, Guid holdId);

    public virtual void Dispose() => Connection.Dispose();

    /// <summary>The columns of <see cref="HoldTable.Insert"/> as parameters $1 to $8.</summary>
    protected static void AddColumns(NpgsqlCommand command)
    {
        foreach (var type in (NpgsqlDbType[])[NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Uuid, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.TimestampTz])
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }
    }

    protected static void Fill(NpgsqlCommand command, Guid holdId)
    {
        var now = TimeProvider.System.GetUtcNow();
        object[] values = [holdId, EventId, TicketTypeId, Buyers.Next(), 1, Buyers.NextKey(), now, now + HoldTime];
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }
    }
}
