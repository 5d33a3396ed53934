using EventTicket.Events;
using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>L1: the rows that the event writes, in batches of the same size, one after the other on one connection, and nothing decided: PostgreSQL alone.</summary>
/// <param name="withOrders">Beside the journal's rows also those of the orders, as the event's commits have them.</param>
internal sealed class InsertCeiling(string key, string says, Database database, BatchSize size, bool withOrders) : Variant(key, says, callers: 1)
{
    private NpgsqlDataSource connections = null!;
    private NpgsqlConnection? connection;
    private InsertRows rows = null!;

    public override Task Prepare()
    {
        var sale = new SaleByRules();
        var fold = new BatchFold(sale.State);
        for (var i = 0; i < size.Facts; i++)
        {
            sale.Hold();
        }

        connections = database.Connections(1);
        rows = InsertRows.Of(fold.Fold(sale.State.TakeFresh(), epoch: 1, afterSeq: 0), withOrders);
        return Task.CompletedTask;
    }

    public override async ValueTask<int> Take(int caller, Acknowledged told)
    {
        if (connection is null)
        {
            connection = await connections.OpenConnectionAsync();
            await rows.Prepare(connection);
        }

        await rows.InsertNext();
        foreach (var id in rows.Orders)
        {
            told.Add(id);
        }

        return rows.Orders.Length;
    }

    public override void CloseConnections()
    {
        connection?.Dispose();
        connection = null;
        connections.Clear();
    }

    public override async Task<IReadOnlyList<string>> Check(Acknowledged told)
    {
        List<string> wrong = [.. told.Compare(await database.Source.Ids("SELECT order_id FROM event_journal WHERE event_id = $1", rows.EventId))];
        var orders = await database.Source.Number("SELECT count(*) FROM orders WHERE event_id = $1", rows.EventId);
        if (orders != (withOrders ? told.Count : 0))
        {
            wrong.Add($"{orders} orders were written beside {told.Count} facts.");
        }

        return wrong;
    }

    public override async Task CleanUp()
    {
        rows.Dispose();
        await connections.DisposeAsync();
        await EventChecks.Forget(database.Source);
    }
}
