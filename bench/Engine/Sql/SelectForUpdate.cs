using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Bench.Engine;

/// <summary>(b) BEGIN; SELECT … FOR UPDATE; UPDATE; INSERT; COMMIT, as most shops do it.</summary>
internal sealed class SelectForUpdate : SqlBuyer
{
    private readonly NpgsqlCommand ask;
    private readonly NpgsqlCommand update;
    private readonly NpgsqlCommand insert;

    private SelectForUpdate(NpgsqlConnection connection)
        : base(connection)
    {
        ask = OfPart("SELECT capacity - held FROM bench_stock WHERE part = $1 FOR UPDATE");
        update = OfPart("UPDATE bench_stock SET held = held + 1 WHERE part = $1");
        insert = new NpgsqlCommand($"{HoldTable.Insert} VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", connection);
        AddColumns(insert);
    }

    public static async Task<SqlBuyer> Connect(NpgsqlConnection connection)
    {
        var buyer = new SelectForUpdate(connection);
        await buyer.ask.PrepareAsync();
        await buyer.update.PrepareAsync();
        await buyer.insert.PrepareAsync();
        return buyer;
    }

    public override async Task<bool> Take(int part, Guid holdId)
    {
        await using var transaction = await Connection.BeginTransactionAsync();
        ask.Parameters[0].Value = part;
        if ((int)(await ask.ExecuteScalarAsync())! < 1)
        {
            return false;
        }

        update.Parameters[0].Value = part;
        await update.ExecuteNonQueryAsync();
        Fill(insert, holdId);
        await insert.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return true;
    }

    public override void Dispose()
    {
        ask.Dispose();
        update.Dispose();
        insert.Dispose();
        base.Dispose();
    }

    private NpgsqlCommand OfPart(string sql) => new(sql, Connection) { Parameters = { new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer } } };
}
