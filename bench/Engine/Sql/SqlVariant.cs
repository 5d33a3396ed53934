using System.Collections.Concurrent;
using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>Places taken by SQL alone, each caller on a connection of their own.</summary>
/// <param name="connect">Prepares a caller's statements on their connection.</param>
/// <param name="parts">How many rows the places are split over.</param>
internal sealed class SqlVariant(string key, string says, int callers, Database database, Func<NpgsqlConnection, Task<SqlBuyer>> connect, int parts = 1) : Variant(key, says, callers)
{
    private readonly HoldTable table = new(database.Source);
    private readonly ConcurrentDictionary<int, SqlBuyer> buyers = new();
    private NpgsqlDataSource connections = null!;

    public override Task Prepare()
    {
        connections = database.Connections(Callers);
        return table.Open(parts);
    }

    public override async ValueTask<int> Take(int caller, Acknowledged told)
    {
        if (!buyers.TryGetValue(caller, out var buyer))
        {
            buyers[caller] = buyer = await connect(await connections.OpenConnectionAsync());
        }

        var holdId = Guid.CreateVersion7();
        if (!await buyer.Take(Random.Shared.Next(parts), holdId))
        {
            throw new InvalidOperationException("A place was refused, though there are enough.");
        }

        told.Add(holdId);
        return 1;
    }

    public override void CloseConnections()
    {
        foreach (var buyer in buyers.Values)
        {
            buyer.Dispose();
        }

        buyers.Clear();
        connections.Clear();
    }

    public override Task<IReadOnlyList<string>> Check(Acknowledged told) => table.Check(told);

    public override async Task CleanUp()
    {
        await connections.DisposeAsync();
        await table.Drop();
    }
}
