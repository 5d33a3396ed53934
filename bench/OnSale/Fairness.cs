using Npgsql;

namespace EventTicket.Bench.OnSale;

/// <summary>Who got in, compared with who came first.</summary>
/// <param name="OfTheFirst">Of so many who came first as there are places, the share that got one; 0 to 1.</param>
/// <param name="Correlation">Spearman's rank correlation of coming and being served, among those who got a place; 1 is strictly in order, 0 is a lottery.</param>
/// <param name="LastPlace">When the last place was told to its buyer.</param>
internal sealed record Fairness(double OfTheFirst, double Correlation, TimeSpan LastPlace)
{
    public static async Task<Fairness> Look(Target target, Guid eventId, int places, IReadOnlyList<Visit> visits)
    {
        var inOrder = visits.OrderBy(visit => visit.Arrives).ToList();
        var came = inOrder.Where(visit => visit.Buyer.OrderId is not null).Select((visit, rank) => (Order: visit.Buyer.OrderId!.Value, rank)).ToDictionary(pair => pair.Order, pair => pair.rank);
        var served = await Served(target, eventId);
        return new(
            inOrder.Take(places).Count(visit => visit.Buyer.OrderId is not null) / (double)Math.Max(1, Math.Min(places, visits.Count)),
            Spearman([.. served.Where(came.ContainsKey).Select(order => came[order])]),
            visits.Where(visit => visit.Buyer.OrderId is not null).Max(visit => visit.DecidedAt) ?? TimeSpan.Zero);
    }

    /// <summary>The correlation of a row of ranks, each of them once, with 0, 1, 2….</summary>
    internal static double Spearman(IReadOnlyList<int> ranks)
    {
        var n = (double)ranks.Count;
        return n < 2 ? 1 : 1 - (6 * ranks.Select((rank, at) => Math.Pow(rank - at, 2)).Sum() / (n * ((n * n) - 1)));
    }

    // As the journal has it.
    private static async Task<List<Guid>> Served(Target target, Guid eventId)
    {
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await using var command = database.CreateCommand("SELECT order_id FROM event_journal WHERE event_id = @event AND kind = 'held' ORDER BY seq");
        command.Parameters.AddWithValue("event", eventId);
        await using var reader = await command.ExecuteReaderAsync();
        List<Guid> orders = [];
        while (await reader.ReadAsync())
        {
            orders.Add(reader.GetGuid(0));
        }

        return orders;
    }
}
