using Npgsql;

namespace EventTicket.Bench.Http;

/// <summary>What must be true of events that were sold from, by the answers and by the database: answers = journal = stock = orders (= tickets = payments).</summary>
internal sealed class SalesChecks(Target target, IReadOnlyList<Guid> events, IReadOnlyList<Caller> callers)
{
    private readonly HashSet<Guid> told = [.. callers.SelectMany(caller => caller.Told)];
    private readonly List<string> violations = [];

    /// <summary>After places were held and nothing else.</summary>
    public async Task<IReadOnlyList<string>> Held()
    {
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await Compare(database, "holds stand in the journal", "SELECT order_id FROM event_journal WHERE event_id = ANY (@events) AND kind = 'held'");
        await Compare(database, "orders are held", "SELECT order_id FROM orders WHERE event_id = ANY (@events) AND status = 'held'");
        await Count(database, "places are held in stock", "SELECT coalesce(sum(held), 0)::bigint FROM stock WHERE event_id = ANY (@events)");
        await Count(database, "places are gone from stock", "SELECT coalesce(sum(held + booked + sold), 0)::bigint FROM stock WHERE event_id = ANY (@events)");
        return violations;
    }

    /// <summary>After everything was paid and settled.</summary>
    public async Task<IReadOnlyList<string>> Paid()
    {
        await using var database = NpgsqlDataSource.Create(target.ConnectionString);
        await Compare(database, "orders are confirmed in the journal", "SELECT order_id FROM event_journal WHERE event_id = ANY (@events) AND kind = 'confirmed'");
        await Compare(database, "orders are paid", "SELECT order_id FROM orders WHERE event_id = ANY (@events) AND status = 'paid'");
        await Compare(database, "orders have a valid ticket", "SELECT order_id FROM tickets WHERE event_id = ANY (@events) AND status = 'valid'");
        await Compare(database, "payments are captured", "SELECT order_id FROM payments WHERE event_id = ANY (@events) AND state = 'captured'");
        await Count(database, "places are sold in stock", "SELECT coalesce(sum(sold), 0)::bigint FROM stock WHERE event_id = ANY (@events)");
        await Count(database, "places are gone from stock", "SELECT coalesce(sum(held + booked + sold), 0)::bigint FROM stock WHERE event_id = ANY (@events)");
        await Count(database, "tickets have a code of their own", "SELECT count(DISTINCT code) FROM tickets WHERE event_id = ANY (@events)");
        return violations;
    }

    private async Task Compare(NpgsqlDataSource database, string what, string sql)
    {
        List<Guid> written = [];
        await using var command = Ask(database, sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            written.Add(reader.GetGuid(0));
        }

        if (written.Count != told.Count || !told.SetEquals(written))
        {
            violations.Add($"{written.Count} {what}, {told.Count} were told; {told.Except(written).Count()} are missing, {written.Except(told).Count()} nobody was told of.");
        }
    }

    private async Task Count(NpgsqlDataSource database, string what, string sql)
    {
        await using var command = Ask(database, sql);
        if (await command.ExecuteScalarAsync() is long count && count != told.Count)
        {
            violations.Add($"{count} {what}, {told.Count} were told.");
        }
    }

    private NpgsqlCommand Ask(NpgsqlDataSource database, string sql)
    {
        var command = database.CreateCommand(sql);
        command.CommandTimeout = 120;
        command.Parameters.AddWithValue("events", events.ToArray());
        return command;
    }
}
