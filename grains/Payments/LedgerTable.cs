using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Payments;

/// <summary>Our side of the books, in PostgreSQL.</summary>
internal sealed class LedgerTable(NpgsqlDataSource database)
{
    /// <summary>Our record of these payments, by order and attempt. One that we do not have is missing.</summary>
    public async Task<Dictionary<(Guid OrderId, int Attempt), OurEntry>> Of(IReadOnlyList<ProviderEntry> entries)
    {
        var named = entries.Where(entry => entry.OrderId is not null).Select(entry => (Order: entry.OrderId!.Value, entry.Attempt)).Distinct().ToList();
        var rows = await database.Command(
            """
            SELECT p.order_id, p.attempt, p.state, p.amount, p.currency, p.intent_id,
              (SELECT coalesce(sum(r.amount), 0)::bigint FROM refunds r
               WHERE r.order_id = p.order_id AND r.attempt = p.attempt AND r.state IN ('pending', 'succeeded', 'external') AND r.cause <> 'dispute-lost'),
              (SELECT coalesce(sum(r.amount), 0)::bigint FROM refunds r WHERE r.order_id = p.order_id AND r.attempt = p.attempt AND r.state = 'due'),
              (SELECT count(*)::int FROM payments other WHERE other.order_id = p.order_id AND other.attempt <> p.attempt AND other.state IN ('issued', 'captured'))
            FROM payments p
            JOIN unnest(@orders, @attempts) AS asked (order_id, attempt) USING (order_id, attempt)
            """,
            ("orders", named.Select(entry => entry.Order).ToArray()), ("attempts", named.Select(entry => entry.Attempt).ToArray()))
            .Rows(row => (Key: (row.GetGuid(0), row.GetInt32(1)), Entry: new OurEntry(PaymentStateWords.Parse(row.GetString(2)), new Money(row.GetInt64(3), row.GetString(4)),
                row.IsDBNull(5) ? null : row.GetString(5), row.GetInt64(6), row.GetInt64(7), row.GetInt32(8))));
        return rows.ToDictionary(row => row.Key, row => row.Entry);
    }

    /// <summary>Orders held in a span of time that have or had tickets, or whose payment counts as made, in the order of their ids.</summary>
    public Task<List<OrderEntry>> Orders(DateTimeOffset from, DateTimeOffset before, Guid after, int limit) =>
        database.Command(
            """
            SELECT o.order_id, o.total, o.currency, k.worth, r.asked, r.outside, p.amount, p.currency, p.intent_id,
              EXISTS (SELECT FROM payments u WHERE u.order_id = o.order_id AND u.state = 'authorised')
            FROM orders o
            CROSS JOIN LATERAL (
              SELECT count(*) AS issued, coalesce(sum(price) FILTER (WHERE status NOT IN ('cancelled', 'revoked')), 0)::bigint AS worth FROM tickets WHERE order_id = o.order_id) k
            CROSS JOIN LATERAL (
              SELECT coalesce(sum(amount) FILTER (WHERE cause IN ('asked', 'event-cancelled') AND state <> 'dropped'), 0)::bigint AS asked,
                     coalesce(sum(amount) FILTER (WHERE cause IN ('external', 'dispute-lost')), 0)::bigint AS outside
              FROM refunds WHERE order_id = o.order_id) r
            LEFT JOIN LATERAL (
              SELECT amount, currency, intent_id FROM payments WHERE order_id = o.order_id AND state IN ('issued', 'captured') ORDER BY attempt LIMIT 1) p ON true
            WHERE o.order_id > @after AND o.held_at >= @from AND o.held_at < @before AND (k.issued > 0 OR p.amount IS NOT NULL)
            ORDER BY o.order_id LIMIT @limit
            """,
            ("after", after), ("from", from), ("before", before), ("limit", limit))
            .Rows(row => new OrderEntry(row.GetGuid(0), new Money(row.GetInt64(1), row.GetString(2)), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                row.IsDBNull(6) ? null : new Money(row.GetInt64(6), row.GetString(7)), row.IsDBNull(8) ? null : row.GetString(8), row.GetBoolean(9)));
}
