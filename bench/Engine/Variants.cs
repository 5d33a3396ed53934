using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>Everything that is measured, by its name.</summary>
internal static class Variants
{
    /// <summary>The one that the others are compared with.</summary>
    public const string Ours = "d-512";

    private static readonly int[] States = [100, 1_000, 10_000];
    private static readonly int[] Callers = [1, 64, 512, 4096];

    public static IReadOnlyList<Variant> All(Database database, EngineSilo silo, BatchSize size) =>
    [
        .. Sql(database, "a", "UPDATE if free + INSERT, one statement", [1, 8, 16, 48], OneStatement.Connect),
        .. Sql(database, "a2", "the same over 16 rows of stock", [16, 48], OneStatement.Connect, parts: 16),
        .. Sql(database, "b", "SELECT FOR UPDATE, UPDATE, INSERT", [1, 16, 48], SelectForUpdate.Connect),
        .. States.Select(holds => new NaiveVariant($"c-{holds}", $"grain that saves all of its {holds} holds", 64, database, silo.Inside, holds)),
        .. Callers.Select(callers => new EventVariant($"d-{callers}", "EventGrain, called in process", callers, database, silo.Inside)),
        new EventVariant("d-512-tcp", "EventGrain, called over TCP", 512, database, silo.Outside),
        new InsertCeiling("l1", "batched INSERT, journal alone", database, size, withOrders: false),
        new InsertCeiling("l1-orders", "batched INSERT, journal and orders", database, size, withOrders: true),
        new GrainCeiling("l2-grain", "EventGrain that commits nothing", 512),
        new DecisionCeiling("l2-rules", "the event's rules alone"),
    ];

    /// <summary>A random order, in which the ceilings that need the size of our batches come after us.</summary>
    public static IReadOnlyList<Variant> Shuffled(IReadOnlyList<Variant> variants)
    {
        var order = variants.ToArray();
        Random.Shared.Shuffle(order);
        var ours = Array.FindIndex(order, variant => variant.Key == Ours);
        var ceiling = Array.FindIndex(order, variant => variant is InsertCeiling);
        if (ceiling >= 0 && ceiling < ours)
        {
            (order[ours], order[ceiling]) = (order[ceiling], order[ours]);
        }

        return order;
    }

    private static IEnumerable<Variant> Sql(
        Database database, string key, string says, IEnumerable<int> connections, Func<NpgsqlConnection, Task<SqlBuyer>> connect, int parts = 1) =>
        connections.Select(count => new SqlVariant($"{key}-{count}", says, count, database, connect, parts));
}
