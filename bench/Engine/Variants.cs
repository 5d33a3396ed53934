using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>Everything that is measured, by its name.</summary>
internal static class Variants
{
    /// <summary>The one that the others are compared with.</summary>
    public const string Ours = "d-512";

    /// <summary>The keys of <see cref="All"/>, for who has no database yet.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "a-1", "a-8", "a-16", "a-48", "a2-16", "a2-48", "b-1", "b-16", "b-48", "c-100", "c-1000", "c-10000",
        "d-1", "d-64", "d-512", "d-4096", "d-512-tcp", "l1", "l1-orders", "l2-grain", "l2-rules",
    ];

    private static readonly int[] States = [100, 1_000, 10_000];
    private static readonly int[] Callers = [1, 64, 512, 4096];

    /// <exception cref="InvalidOperationException">They are not those of <see cref="Names"/>.</exception>
    public static IReadOnlyList<Variant> All(Database database, EngineSilo silo, BatchSize size)
    {
        var all = Made(database, silo, size);
        return all.Select(variant => variant.Key).SequenceEqual(Names) ? all : throw new InvalidOperationException("The names of the variants are not those that are told to people.");
    }

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

    private static Variant[] Made(Database database, EngineSilo silo, BatchSize size) =>
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

    private static IEnumerable<Variant> Sql(
        Database database, string key, string says, IEnumerable<int> connections, Func<NpgsqlConnection, Task<SqlBuyer>> connect, int parts = 1) =>
        connections.Select(count => new SqlVariant($"{key}-{count}", says, count, database, connect, parts));
}
