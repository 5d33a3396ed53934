using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Bench.Engine;

/// <summary>(a) A conditional UPDATE and the INSERT in one statement: one round trip, one commit, and no lock kept between them.</summary>
internal sealed class OneStatement : SqlBuyer
{
    private readonly NpgsqlCommand take;

    private OneStatement(NpgsqlConnection connection)
        : base(connection)
    {
        take = new NpgsqlCommand(
            $"WITH place AS (UPDATE bench_stock SET held = held + 1 WHERE part = $9 AND held + 1 <= capacity RETURNING 1) {HoldTable.Insert} SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM place",
            connection);
        AddColumns(take);
        take.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer });
    }

    public static async Task<SqlBuyer> Connect(NpgsqlConnection connection)
    {
        var buyer = new OneStatement(connection);
        await buyer.take.PrepareAsync();
        return buyer;
    }

    public override async Task<bool> Take(int part, Guid holdId)
    {
        Fill(take, holdId);
        take.Parameters[8].Value = part;
        return await take.ExecuteNonQueryAsync() == 1;
    }

    public override void Dispose()
    {
        take.Dispose();
        base.Dispose();
    }
}
