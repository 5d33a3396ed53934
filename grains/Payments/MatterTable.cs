using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Payments;

/// <summary>What money needs a person for, in PostgreSQL.</summary>
internal sealed class MatterTable(NpgsqlDataSource database) : IMatterRecords
{
    private const string Select = "SELECT matter_id, kind, reference, event_id, order_id, amount, currency, detail, found_at FROM payment_matters";

    /// <summary>Those that are open after a place in the list, the oldest first.</summary>
    public Task<List<PaymentMatter>> Open(Cursor? after, int limit)
    {
        const string Order = "ORDER BY found_at, matter_id LIMIT @limit";
        var command = after is { } place
            ? database.Command($"{Select} WHERE settled_at IS NULL AND (found_at, matter_id) > (@at, @id) {Order}", ("limit", limit), ("at", place.At), ("id", place.Id))
            : database.Command($"{Select} WHERE settled_at IS NULL {Order}", ("limit", limit));
        return command.Rows(Read);
    }

    /// <summary>One of them, open or settled, and whether it is open; null when there is none by this id.</summary>
    public async Task<(PaymentMatter Matter, bool IsOpen)?> Find(Guid matterId) =>
        (await database.Command($"{Select.Replace(" FROM", ", settled_at IS NULL FROM", StringComparison.Ordinal)} WHERE matter_id = @id", ("id", matterId))
            .Rows<(PaymentMatter, bool)?>(row => (Read(row), row.GetBoolean(9)))).SingleOrDefault();

    public async Task List(PaymentMatterKind kind, string reference, Guid eventId, Guid orderId, Money amount, string? detail, DateTimeOffset now)
    {
        await using var command = database.Command(
            """
            INSERT INTO payment_matters (matter_id, kind, reference, event_id, order_id, amount, currency, detail, found_at)
            VALUES (gen_random_uuid(), @kind, @reference, @event, @order, @amount, @currency, @detail, @now)
            ON CONFLICT ON CONSTRAINT payment_matters_once DO UPDATE SET detail = excluded.detail
            """,
            ("kind", MatterWords.Of(kind)), ("reference", reference), ("event", eventId), ("order", orderId), ("amount", amount.Amount), ("currency", amount.Currency), ("now", now));
        command.Parameters.Add(new() { ParameterName = "detail", Value = (object?)detail ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync();
    }

    public async Task Settle(PaymentMatterKind kind, string reference, Guid? by, string note, DateTimeOffset now)
    {
        await using var command = database.Command(
            """
            WITH settled AS (
              UPDATE payment_matters SET settled_at = @now, settled_by = @by, note = @note
              WHERE kind = @kind AND reference = @reference AND settled_at IS NULL
              RETURNING kind, reference, matter_id, order_id),
            recorded AS (
              INSERT INTO admin_actions (at, admin_id, action, subject_id, detail, operation, fingerprint)
              SELECT @now, @by, 'payment-settled', order_id, @note, 'settle ' || matter_id, '' FROM settled WHERE @by IS NOT NULL
              ON CONFLICT (admin_id, operation) DO NOTHING)
            UPDATE refunds r SET state = 'settled', next_at = NULL, changed_at = @now
            FROM settled WHERE settled.kind = 'refund-failed' AND r.refund_id::text = settled.reference AND r.state = 'failed'
            """,
            ("kind", MatterWords.Of(kind)), ("reference", reference), ("note", note), ("now", now));
        command.Parameters.Add(new() { ParameterName = "by", Value = (object?)by ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        await command.ExecuteNonQueryAsync();
    }

    private static PaymentMatter Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), MatterWords.Parse(row.GetString(1)), row.GetString(2), row.GetGuid(3), row.GetGuid(4), new Money(row.GetInt64(5), row.GetString(6)),
        row.IsDBNull(7) ? null : row.GetString(7), row.Time(8));
}
