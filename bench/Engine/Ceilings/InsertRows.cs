using EventTicket.Events;
using EventTicket.Purchases;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Bench.Engine;

/// <summary>One statement that inserts a batch again and again, each time with other numbers, orders and people; everything else is made once.</summary>
internal sealed class InsertRows : IDisposable
{
    private const string Journal = "INSERT INTO event_journal (event_id, seq, kind, at, order_id, person_id, operation, data) SELECT $1, f.* FROM unnest($2, $3, $4, $5, $6, $7, $8) AS f";

    private const string AndOrders = $"""
        WITH facts AS ({Journal})
        INSERT INTO orders (event_id, order_id, person_id, status, items, total, currency, held_at, hold_expires_at, turned_away, changed_at)
        SELECT $1, o.* FROM unnest($5, $6, $9, $10, $11, $12, $4, $13, $14, $4) AS o
        """;

    private readonly NpgsqlCommand command;
    private readonly long[] seqs;
    private readonly Guid[] people;

    private InsertRows(JournalBatch batch, bool withOrders)
    {
        EventId = batch.EventId;
        seqs = [.. batch.Facts.Select(fact => fact.Seq - batch.Facts.Count)];
        (Orders, people) = (new Guid[batch.Facts.Count], new Guid[batch.Facts.Count]);
        command = new NpgsqlCommand(withOrders ? AndOrders : Journal);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = EventId });
        Add(seqs, NpgsqlDbType.Bigint);
        Add(batch.Facts.Select(fact => fact.Kind), NpgsqlDbType.Text);
        Add(batch.Facts.Select(fact => fact.At), NpgsqlDbType.TimestampTz);
        Add(Orders, NpgsqlDbType.Uuid);
        Add(people, NpgsqlDbType.Uuid);
        Add(batch.Facts.Select(fact => fact.Operation), NpgsqlDbType.Text);
        Add(batch.Facts.Select(fact => fact.Data), NpgsqlDbType.Json);
        if (withOrders)
        {
            AddOrders(batch.Orders);
        }
    }

    public static InsertRows Of(JournalBatch batch, bool withOrders) => new(batch, withOrders);

    public Guid EventId { get; }

    /// <summary>The ids of the last batch.</summary>
    public Guid[] Orders { get; }

    public Task Prepare(NpgsqlConnection connection)
    {
        command.Connection = connection;
        return command.PrepareAsync();
    }

    public Task InsertNext()
    {
        for (var i = 0; i < seqs.Length; i++)
        {
            seqs[i] += seqs.Length;
            Orders[i] = Guid.CreateVersion7();
            people[i] = Buyers.Next();
        }

        return command.ExecuteNonQueryAsync();
    }

    public void Dispose() => command.Dispose();

    private void AddOrders(IReadOnlyList<OrderRow> orders)
    {
        Add(orders.Select(row => OrderStatusWords.Of(row.Status)), NpgsqlDbType.Text);
        Add(orders.Select(row => FactCodec.WriteItems(row.Order.Items)), NpgsqlDbType.Json);
        Add(orders.Select(row => row.Order.Total.Amount), NpgsqlDbType.Bigint);
        Add(orders.Select(row => row.Order.Total.Currency), NpgsqlDbType.Text);
        Add(orders.Select(row => row.Order.ExpiresAt), NpgsqlDbType.TimestampTz);
        Add(orders.Select(row => row.TurnedAway), NpgsqlDbType.Boolean);
    }

    private void Add<T>(IEnumerable<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values as T[] ?? [.. values], NpgsqlDbType = NpgsqlDbType.Array | type });
}
