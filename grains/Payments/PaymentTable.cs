using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Payments;

/// <summary>The order a payment is for, as the event wrote it.</summary>
internal sealed record OrderToPay(Guid OrderId, Guid EventId, Guid PersonId, Money Total, DateTimeOffset HoldExpiresAt);

/// <summary>The payments in PostgreSQL. Each change names the state it starts from, so that two who act on one payment cannot both succeed.</summary>
internal sealed class PaymentTable(NpgsqlDataSource database) : IPaymentRecords
{
    private const string Columns =
        "order_id, attempt, event_id, person_id, state, amount, currency, payment_method, operation, fingerprint, return_url, cancel_url, created_at, session_id, intent_id, page_url, declined, next_at, tries";

    private const string OrderById = "SELECT order_id, event_id, person_id, total, currency, hold_expires_at FROM orders WHERE order_id = @order";

    private const string AttemptsOfOrder = $"SELECT {Columns} FROM payments WHERE order_id = @order ORDER BY attempt";

    /// <summary>The order; null when there is none by this id.</summary>
    public async Task<OrderToPay?> Order(Guid orderId) => (await database.Command(OrderById, ("order", orderId)).Rows(ReadOrder)).SingleOrDefault();

    /// <summary>The order's attempts, the first one first.</summary>
    public Task<List<PaymentAttempt>> Attempts(Guid orderId) => database.Command(AttemptsOfOrder, ("order", orderId)).Rows(Read);

    /// <summary>Both in one round trip.</summary>
    public async Task<(OrderToPay? Order, List<PaymentAttempt> Attempts)> OrderWithAttempts(Guid orderId)
    {
        await using var command = database.Command($"{OrderById}; {AttemptsOfOrder}", ("order", orderId));
        await using var reader = await command.ExecuteReaderAsync();
        var order = await reader.Rows(ReadOrder);
        await reader.NextResultAsync();
        return (order.SingleOrDefault(), await reader.Rows(Read));
    }

    public async Task<ImmutableArray<IssuedTicket>> Tickets(Guid orderId)
    {
        await using var command = database.CreateCommand("SELECT ticket_id, ticket_type_id, code FROM tickets WHERE order_id = @order ORDER BY ticket_id");
        command.Parameters.AddWithValue("order", orderId);
        await using var reader = await command.ExecuteReaderAsync();
        var tickets = ImmutableArray.CreateBuilder<IssuedTicket>();
        while (await reader.ReadAsync())
        {
            tickets.Add(new IssuedTicket(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2)));
        }

        return tickets.ToImmutable();
    }

    /// <summary>Records a new attempt. False when the order has an open one, or one by this number or operation, already.</summary>
    public async Task<bool> Add(PaymentAttempt attempt)
    {
        await using var command = database.CreateCommand(
            $"""
            INSERT INTO payments ({Columns}, changed_at)
            VALUES (@order, @attempt, @event, @person, @state, @amount, @currency, @method, @operation, @fingerprint, @return, @cancel, @created,
                    @session, @intent, @page, @declined, @next, @tries, @created)
            ON CONFLICT DO NOTHING
            """);
        AddValues(command.Parameters, attempt);
        command.Parameters.AddWithValue("event", attempt.EventId);
        command.Parameters.AddWithValue("person", attempt.PersonId);
        command.Parameters.AddWithValue("amount", attempt.Amount.Amount);
        command.Parameters.AddWithValue("currency", attempt.Amount.Currency);
        command.Parameters.Add(Text("method", attempt.PaymentMethod));
        command.Parameters.AddWithValue("operation", attempt.Operation.Key);
        command.Parameters.AddWithValue("fingerprint", attempt.Operation.Fingerprint);
        command.Parameters.AddWithValue("return", attempt.ReturnUrl);
        command.Parameters.AddWithValue("cancel", attempt.CancelUrl);
        command.Parameters.AddWithValue("created", attempt.CreatedAt);
        return await command.ExecuteNonQueryAsync() == 1;
    }

    public async Task<bool> Save(PaymentAttempt attempt, PaymentState from, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(
            """
            WITH saved AS (
              UPDATE payments SET state = @state, session_id = @session, intent_id = @intent, page_url = @page, declined = @declined,
                                  next_at = @next, tries = @tries, changed_at = @now
              WHERE order_id = @order AND attempt = @attempt AND state = @from
              RETURNING event_id, order_id, amount, currency),
            listed AS (
              INSERT INTO payment_matters (matter_id, kind, reference, event_id, order_id, amount, currency, detail, found_at)
              SELECT gen_random_uuid(), @trouble, coalesce(@intent, @session, ''), event_id, order_id, amount, currency, @detail, @now FROM saved WHERE @trouble IS NOT NULL
              ON CONFLICT DO NOTHING)
            SELECT 1 FROM saved
            """);
        AddValues(command.Parameters, attempt);
        command.Parameters.AddWithValue("from", PaymentStateWords.Of(from));
        command.Parameters.AddWithValue("now", now);
        command.Parameters.Add(Text("trouble", attempt.Trouble is { } trouble ? MatterWords.Of(trouble.Kind) : null));
        command.Parameters.Add(Text("detail", attempt.Trouble?.Detail));
        return await command.ExecuteScalarAsync() is not null;
    }

    /// <summary>Orders whose payment or refund somebody must look at by <paramref name="now"/>, the longest overdue first.</summary>
    public async Task<IReadOnlyList<Guid>> Overdue(DateTimeOffset now, int limit)
    {
        await using var command = database.CreateCommand(
            """
            SELECT order_id FROM (
              (SELECT order_id, next_at FROM payments WHERE next_at <= @now ORDER BY next_at LIMIT @limit) UNION ALL
              (SELECT order_id, next_at FROM refunds WHERE next_at <= @now ORDER BY next_at LIMIT @limit)) overdue
            GROUP BY order_id ORDER BY min(next_at) LIMIT @limit
            """);
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("limit", limit);
        return await ReadIds(command);
    }

    /// <summary>Orders that the provider's page or payment belongs to; empty for ids that are not ours.</summary>
    public async Task<IReadOnlyList<Guid>> ByProviderId(string id)
    {
        await using var command = database.CreateCommand("SELECT order_id FROM payments WHERE session_id = @id OR intent_id = @id");
        command.Parameters.AddWithValue("id", id);
        return await ReadIds(command);
    }

    private static OrderToPay ReadOrder(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), new Money(row.GetInt64(3), row.GetString(4)), row.Time(5));

    private static async Task<IReadOnlyList<Guid>> ReadIds(NpgsqlCommand command)
    {
        await using var reader = await command.ExecuteReaderAsync();
        List<Guid> ids = [];
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    private static void AddValues(NpgsqlParameterCollection p, PaymentAttempt attempt)
    {
        p.AddWithValue("order", attempt.OrderId);
        p.AddWithValue("attempt", attempt.Attempt);
        p.AddWithValue("state", PaymentStateWords.Of(attempt.State));
        p.Add(Text("session", attempt.SessionId));
        p.Add(Text("intent", attempt.IntentId));
        p.Add(Text("page", attempt.PageUrl));
        p.Add(Text("declined", attempt.Declined));
        p.Add(new() { ParameterName = "next", Value = (object?)attempt.NextAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.AddWithValue("tries", attempt.Tries);
    }

    private static NpgsqlParameter Text(string name, string? value) => new() { ParameterName = name, Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static PaymentAttempt Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetInt32(1), row.GetGuid(2), row.GetGuid(3), PaymentStateWords.Parse(row.GetString(4)),
            new Money(row.GetInt64(5), row.GetString(6)), TextOf(row, 7), new Operation(row.GetString(8), row.GetString(9)),
            row.GetString(10), row.GetString(11), row.GetFieldValue<DateTimeOffset>(12))
        {
            SessionId = TextOf(row, 13),
            IntentId = TextOf(row, 14),
            PageUrl = TextOf(row, 15),
            Declined = TextOf(row, 16),
            NextAt = row.IsDBNull(17) ? null : row.GetFieldValue<DateTimeOffset>(17),
            Tries = row.GetInt32(18),
            // Whether a process before this one has asked the provider is not known.
            MayBeKnown = true,
        };

    private static string? TextOf(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
