using EventTicket.Events;

namespace EventTicket.Bench.Growth;

/// <summary>What an event keeps in memory for each sold ticket, read back from rows as an activation reads its journal.</summary>
/// <param name="Orders">How many tickets the orders have.</param>
/// <param name="WithIds">Bytes for each ticket while the ids of the requests are remembered.</param>
/// <param name="Bytes">Bytes for each ticket once their day is over.</param>
internal sealed record TicketMemory(string Orders, int Tickets, double WithIds, double Bytes)
{
    public static readonly IReadOnlyList<(string Orders, int[] Sizes)> Kinds = [("1", [1]), ("2", [2]), ("4", [4]), (Mixed, SoldTickets.Mixed)];

    /// <summary>Two orders in five of one ticket, two of two, one of four.</summary>
    public const string Mixed = "mixed";

    /// <summary>Measures one kind. Nobody else may work in this process meanwhile.</summary>
    public static (TicketMemory Measured, IReadOnlyList<string> Violations) Measure(string orders, int[] sizes, int tickets)
    {
        var now = TimeProvider.System.GetUtcNow();
        var before = Used();
        var state = Replayed(sizes, tickets, now);
        var withIds = Used() - before;
        state.EndDue(now + EventState.RememberOperations + TimeSpan.FromDays(1));
        var without = Used() - before;
        var sold = state.Stock.Sum(stock => stock.Sold);
        IReadOnlyList<string> wrong = sold >= tickets && sold < tickets + 4 && state.Stock.Sum(stock => stock.Held) == 0 ? [] : [$"memory, {orders}: {sold} tickets are sold of {tickets}."];
        return (new(orders, sold, (double)withIds / sold, (double)without / sold), wrong);
    }

    private static EventState Replayed(int[] sizes, int tickets, DateTimeOffset now)
    {
        var sale = SoldTickets.Published(now);
        var replayed = new EventState(sale.EventId);
        foreach (var fact in sale.TakeFresh().Concat(new SoldTickets(sale, now).Sell(tickets, sizes)))
        {
            replayed.Apply(FactCodec.Read(FactCodec.Write(fact, replayed.LastSeq + 1)));
        }

        return replayed;
    }

    private static long Used() => GC.GetTotalMemory(forceFullCollection: true);
}
