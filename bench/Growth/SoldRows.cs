using EventTicket.Bench.Engine;
using EventTicket.Events;
using Npgsql;
using NpgsqlTypes;

namespace EventTicket.Bench.Growth;

/// <summary>Writes facts into the journal in bulk, and what else an event's commits would have written that its holds and its activation meet.</summary>
internal static class SoldRows
{
    /// <param name="state">Applies the facts as they are enumerated; it stands at the journal's end before.</param>
    public static async Task Write(Database database, EventState state, IEnumerable<Fact> facts)
    {
        var after = state.LastSeq;
        await Copy(database, state.EventId, facts, after);
        foreach (var stock in state.Stock)
        {
            await database.Source.Do($"UPDATE stock SET capacity = {stock.Capacity}, sold = {stock.Sold} WHERE ticket_type_id = '{stock.TicketTypeId}'");
        }

        await database.Source.Do($"UPDATE event_head SET last_seq = {state.LastSeq}, next_due = NULL, claimed_at = NULL");
        await database.Source.Do($"UPDATE events SET version = {state.Version}");
        await database.Source.Do($"""
            INSERT INTO orders (order_id, event_id, person_id, status, items, total, currency, held_at, hold_expires_at, changed_at)
            SELECT order_id, event_id, person_id, 'paid', data -> 'items',
                   (SELECT sum((i ->> 'price')::bigint * (i ->> 'quantity')::int) FROM json_array_elements(data -> 'items') i),
                   data ->> 'currency', at, (data ->> 'until')::timestamptz, at
            FROM event_journal WHERE kind = 'held' AND seq > {after}
            """);
        await database.Source.Do("VACUUM ANALYZE orders, event_journal, stock, event_head");
        await database.Source.Do("CHECKPOINT");
    }

    private static async Task Copy(Database database, Guid eventId, IEnumerable<Fact> facts, long seq)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var rows = await connection.BeginBinaryImportAsync("COPY event_journal (event_id, seq, kind, at, order_id, person_id, operation, data) FROM STDIN (FORMAT binary)");
        foreach (var fact in facts)
        {
            var row = FactCodec.Write(fact, ++seq);
            await rows.StartRowAsync();
            await rows.WriteAsync(eventId, NpgsqlDbType.Uuid);
            await rows.WriteAsync(row.Seq, NpgsqlDbType.Bigint);
            await rows.WriteAsync(row.Kind, NpgsqlDbType.Text);
            await rows.WriteAsync(row.At, NpgsqlDbType.TimestampTz);
            await Optional(row.OrderId, NpgsqlDbType.Uuid);
            await Optional(row.PersonId, NpgsqlDbType.Uuid);
            await Optional(row.Operation, NpgsqlDbType.Text);
            await Optional(row.Data, NpgsqlDbType.Json);
        }

        await rows.CompleteAsync();

        Task Optional(object? value, NpgsqlDbType type) => value is null ? rows.WriteNullAsync() : rows.WriteAsync(value, type);
    }
}
