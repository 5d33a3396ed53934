using Npgsql;

namespace EventTicket.Bench.Engine;

/// <summary>What must be true of an event's rows after it was sold.</summary>
internal static class EventChecks
{
    public static async Task<IReadOnlyList<string>> All(NpgsqlDataSource database, Guid eventId, Acknowledged told)
    {
        List<string> wrong = [.. told.Compare(await database.Ids("SELECT order_id FROM event_journal WHERE event_id = $1 AND kind = 'held'", eventId))];
        await Expect(0, "SELECT count(*) FROM stock WHERE event_id = $1 AND held + booked + sold > capacity", "ticket types are oversold");
        await Expect(told.Count, "SELECT sum(held) FROM stock WHERE event_id = $1", "places are held");
        await Expect(told.Count, "SELECT count(*) FROM orders WHERE event_id = $1 AND status = 'held'", "orders are held");
        await Expect(0, "SELECT max(seq) - count(*) FROM event_journal WHERE event_id = $1", "facts are missing from the journal");
        await Expect(0, "SELECT h.last_seq - max(j.seq) FROM event_head h JOIN event_journal j USING (event_id) WHERE event_id = $1 GROUP BY h.last_seq", "facts stand between journal and head");
        return wrong;

        async Task Expect(long expected, string sql, string what)
        {
            if (await database.Number(sql, eventId) is var found && found != expected)
            {
                wrong.Add($"{found} {what}, not {expected}.");
            }
        }
    }

    /// <summary>Empties every table that an event's commit writes: each measurement begins with nothing.</summary>
    public static Task Forget(NpgsqlDataSource database) =>
        database.Do("TRUNCATE event_head, event_journal, events, ticket_types, stock, orders, event_codes, campaigns");
}
