using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Payments;

/// <summary>The refunds in PostgreSQL. The events write the rows, with their decisions; here they move on.</summary>
internal sealed class RefundTable(NpgsqlDataSource database) : IRefundRecords
{
    private const string Select =
        "SELECT refund_id, order_id, event_id, attempt, state, amount, currency, round, idempotency_key, provider_id, failure, next_at, tries, created_at FROM refunds";

    public async Task<IReadOnlyList<Refund>> UnderWay(Guid orderId) =>
        await database.Command($"{Select} WHERE order_id = @order AND state IN ('due', 'pending') ORDER BY created_at, refund_id", ("order", orderId)).Rows(Read);

    public async Task<IReadOnlyList<Refund>> Owed(Guid orderId) =>
        await database.Command($"{Select} WHERE order_id = @order AND state = 'failed' ORDER BY created_at, refund_id", ("order", orderId)).Rows(Read);

    public async Task<Refund?> Find(Guid refundId) =>
        (await database.Command($"{Select} WHERE refund_id = @refund", ("refund", refundId)).Rows(Read)).SingleOrDefault();

    public async Task<bool> Save(Refund after, Refund before, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(
            """
            WITH saved AS (
              UPDATE refunds SET state = @state, amount = @amount, round = @round, provider_id = @provider, failure = @failure, next_at = @next, tries = @tries, changed_at = @now
              WHERE refund_id = @refund AND state = @from AND round = @from_round
              RETURNING refund_id, event_id, order_id, amount, currency),
            owed AS (
              INSERT INTO payment_matters (matter_id, kind, reference, event_id, order_id, amount, currency, detail, found_at)
              SELECT gen_random_uuid(), 'refund-failed', refund_id::text, event_id, order_id, amount, currency, @failure, @now FROM saved WHERE @state = 'failed'
              ON CONFLICT ON CONSTRAINT payment_matters_once DO UPDATE SET amount = excluded.amount, detail = excluded.detail, settled_at = NULL, settled_by = NULL, note = NULL),
            paid AS (
              UPDATE payment_matters m SET settled_at = @now, note = CASE @state WHEN 'succeeded' THEN 'The refund went through.' ELSE 'Nothing is left to give back.' END FROM saved
              WHERE @state IN ('succeeded', 'dropped') AND m.kind = 'refund-failed' AND m.reference = saved.refund_id::text AND m.settled_at IS NULL)
            SELECT 1 FROM saved
            """);
        var p = command.Parameters;
        p.AddWithValue("refund", after.RefundId);
        p.AddWithValue("from", RefundWords.Of(before.State));
        p.AddWithValue("from_round", before.Round);
        p.AddWithValue("state", RefundWords.Of(after.State));
        p.AddWithValue("amount", after.Amount.Amount);
        p.AddWithValue("round", after.Round);
        p.Add(new() { ParameterName = "provider", Value = (object?)after.ProviderId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { ParameterName = "failure", Value = (object?)after.Failure ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new() { ParameterName = "next", Value = (object?)after.NextAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.AddWithValue("tries", after.Tries);
        p.AddWithValue("now", now);
        return await command.ExecuteScalarAsync() is not null;
    }

    private static Refund Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), row.GetInt32(3), RefundWords.Parse(row.GetString(4)), new Money(row.GetInt64(5), row.GetString(6)),
        row.GetInt32(7), row.GetString(8), row.IsDBNull(9) ? null : row.GetString(9), row.IsDBNull(10) ? null : row.GetString(10),
        row.Optional<DateTimeOffset>(11), row.GetInt32(12), row.Time(13));
}
