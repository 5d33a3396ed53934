using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Payments;

/// <summary>One webhook as far as it matters to us.</summary>
/// <param name="About">The provider's ids it speaks of.</param>
/// <param name="Orders">Our orders, as far as it names them itself.</param>
internal sealed record ProviderEvent(string Id, string Kind, IReadOnlyList<string> About, IReadOnlyList<Guid> Orders)
{
    /// <summary>Money may have left without us.</summary>
    public bool IsAboutMoneyGone => Kind.StartsWith("charge.", StringComparison.Ordinal) || Kind.StartsWith("refund.", StringComparison.Ordinal);
}

/// <summary>Webhooks, kept by their id before they are acknowledged, until they are handled.</summary>
internal sealed class ProviderEventTable(NpgsqlDataSource database)
{
    /// <summary>Keeps a webhook.</summary>
    /// <returns>False when it was handled before.</returns>
    public async Task<bool> Keep(ProviderEvent happened, DateTimeOffset now)
    {
        // Handled here and now; should that break off, it is looked for again soon.
        await using var command = database.Command(
            """
            INSERT INTO provider_events (event_id, kind, about, orders, received_at, next_at) VALUES (@id, @kind, @about, @orders, @now, @next)
            ON CONFLICT (event_id) DO UPDATE SET next_at = provider_events.next_at
            RETURNING next_at IS NOT NULL
            """,
            ("id", happened.Id), ("kind", happened.Kind), ("about", happened.About.ToArray()), ("orders", happened.Orders.ToArray()), ("now", now), ("next", now.AddSeconds(10)));
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    public async Task Handled(string id)
    {
        await using var command = database.Command("UPDATE provider_events SET next_at = NULL WHERE event_id = @id", ("id", id));
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Webhooks that were not handled by <paramref name="now"/>. Each is looked for again later and later, for as long as it takes.</summary>
    public Task<List<ProviderEvent>> Overdue(DateTimeOffset now, int limit) => database.Command(
        """
        UPDATE provider_events SET tries = tries + 1, next_at = @now + least(300, 10 * (tries + 1)) * interval '1 second'
        WHERE event_id IN (SELECT event_id FROM provider_events WHERE next_at <= @now ORDER BY next_at LIMIT @limit FOR UPDATE SKIP LOCKED)
        RETURNING event_id, kind, about, orders
        """, ("now", now), ("limit", limit))
        .Rows(row => new ProviderEvent(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetFieldValue<Guid[]>(3)));

    /// <summary>Orders that a webhook is about: those it names, and those its ids belong to; none for what is not ours.</summary>
    public Task<List<Guid>> Orders(ProviderEvent happened) => database.Command(
        "SELECT DISTINCT order_id FROM payments WHERE session_id = ANY (@about) OR intent_id = ANY (@about) OR order_id = ANY (@orders)",
        ("about", happened.About.ToArray()), ("orders", happened.Orders.ToArray()))
        .Rows(row => row.GetGuid(0));
}
