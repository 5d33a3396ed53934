using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Payments;

/// <summary>How far the orders of cancelled events are refunded. The events write the rows, with their cancellation.</summary>
internal sealed class CancellationTable(NpgsqlDataSource database)
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>A cancelled event with orders left to refund, taken for a while so that no other silo does the same work; null when there is none.</summary>
    public async Task<(Guid EventId, Guid AfterOrder)?> Take(DateTimeOffset now) => (await database.Command(
        """
        UPDATE cancellations SET next_at = @until
        WHERE event_id = (SELECT event_id FROM cancellations WHERE next_at <= @now ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING event_id, after_order
        """, ("now", now), ("until", now + Lease))
        .Rows<(Guid, Guid)?>(row => (row.GetGuid(0), row.Optional<Guid>(1) ?? Guid.Empty))).SingleOrDefault();

    /// <summary>The next orders of the event that have tickets left.</summary>
    public Task<List<Guid>> Orders(Guid eventId, Guid after, int limit) => database.Command(
        """
        SELECT DISTINCT order_id FROM tickets
        WHERE event_id = @event AND order_id > @after AND status NOT IN ('cancelled', 'revoked', 'transferred')
        ORDER BY order_id LIMIT @limit
        """, ("event", eventId), ("after", after), ("limit", limit)).Rows(row => row.GetGuid(0));

    /// <summary>Records that these orders' refunds are decided.</summary>
    public Task Done(Guid eventId, Guid afterOrder, int orders, DateTimeOffset now) => Execute(database.Command(
        "UPDATE cancellations SET after_order = @after, orders_done = orders_done + @orders, next_at = @now WHERE event_id = @event",
        ("event", eventId), ("after", afterOrder), ("orders", orders), ("now", now)));

    /// <summary>Records that there are no more.</summary>
    public Task Finished(Guid eventId, DateTimeOffset now) => Execute(database.Command(
        "UPDATE cancellations SET finished_at = @now, next_at = NULL WHERE event_id = @event", ("event", eventId), ("now", now)));

    /// <summary>How far it is; null when the event is not cancelled, or not the manager's.</summary>
    /// <param name="manager">Null for anybody's.</param>
    public async Task<CancellationProgress?> Progress(Guid eventId, Guid? manager) => (await database.Command(
        """
        SELECT c.event_id, c.orders_done, c.started_at, c.finished_at,
          (SELECT count(DISTINCT order_id)::int FROM tickets k
           WHERE k.event_id = c.event_id AND (c.after_order IS NULL OR k.order_id > c.after_order) AND k.status NOT IN ('cancelled', 'revoked', 'transferred')),
          r.under_way, r.succeeded, r.owed
        FROM cancellations c
        JOIN events e USING (event_id)
        CROSS JOIN LATERAL (
          SELECT count(*) FILTER (WHERE state IN ('due', 'pending'))::int AS under_way,
                 count(*) FILTER (WHERE state IN ('succeeded', 'settled', 'external'))::int AS succeeded,
                 count(*) FILTER (WHERE state = 'failed')::int AS owed
          FROM refunds WHERE refunds.event_id = c.event_id) r
        WHERE c.event_id = @event AND (@anybody OR e.manager_id = @manager)
        """, ("event", eventId), ("anybody", manager is null), ("manager", manager ?? Guid.Empty))
        .Rows(row => new CancellationProgress(
            row.GetGuid(0), row.GetInt32(1) + row.GetInt32(4), row.GetInt32(1), row.GetInt32(5), row.GetInt32(6), row.GetInt32(7), row.Time(2), row.Optional<DateTimeOffset>(3))))
        .SingleOrDefault();

    private static async Task Execute(NpgsqlCommand command)
    {
        await using var owned = command;
        await command.ExecuteNonQueryAsync();
    }
}
