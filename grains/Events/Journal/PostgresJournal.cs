using EventTicket.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EventTicket.Events;

/// <summary>The journal in PostgreSQL. A batch is one statement: one round trip and one flush to disk, however many decided in it.</summary>
internal sealed class PostgresJournal([FromKeyedServices(Databases.Journal)] NpgsqlDataSource database, DatabaseClock clock) : IEventJournal
{
    // A directory that sends calls to two activations in turn must not let them take the event from each other all the time.
    private static readonly TimeSpan RecentClaim = TimeSpan.FromSeconds(2);

    public async Task<JournalClaim?> Claim(Guid eventId, string owner)
    {
        await using (var last = database.CreateCommand("SELECT clock_timestamp() - claimed_at FROM event_head WHERE event_id = @event AND owner <> @owner"))
        {
            last.Parameters.AddWithValue("event", eventId);
            last.Parameters.AddWithValue("owner", owner);
            if (await last.ExecuteScalarAsync() is TimeSpan ago && ago < RecentClaim)
            {
                // Without a connection: many who wait must not keep others from committing.
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(100, 1000)), clock);
            }
        }

        await using var claim = database.CreateCommand(
            """
            UPDATE event_head SET epoch = epoch + 1, owner = @owner, claimed_at = clock_timestamp()
            WHERE event_id = @event
            RETURNING epoch, last_seq, closed, claimed_at
            """);
        claim.Parameters.AddWithValue("event", eventId);
        claim.Parameters.AddWithValue("owner", owner);
        await using var reader = await claim.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }

        clock.Learn(reader.GetFieldValue<DateTimeOffset>(3));
        return new JournalClaim(reader.GetInt64(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.GetString(2));
    }

    public async IAsyncEnumerable<JournalRow> Read(Guid eventId, long afterSeq, long throughSeq = long.MaxValue)
    {
        await using var command = database.CreateCommand(
            "SELECT seq, kind, at, order_id, person_id, operation, data FROM event_journal WHERE event_id = @event AND seq > @after AND seq <= @through ORDER BY seq");
        command.Parameters.AddWithValue("event", eventId);
        command.Parameters.AddWithValue("after", afterSeq);
        command.Parameters.AddWithValue("through", throughSeq);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return new JournalRow(
                reader.GetInt64(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2),
                reader.IsDBNull(3) ? null : reader.GetGuid(3), reader.IsDBNull(4) ? null : reader.GetGuid(4),
                reader.IsDBNull(5) ? null : reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6));
        }
    }

    public async Task<IReadOnlyList<TypeStock>> ReadStock(Guid eventId)
    {
        await using var command = database.CreateCommand("SELECT ticket_type_id, capacity, held, booked, sold FROM stock WHERE event_id = @event");
        command.Parameters.AddWithValue("event", eventId);
        await using var reader = await command.ExecuteReaderAsync();
        List<TypeStock> stock = [];
        while (await reader.ReadAsync())
        {
            stock.Add(new TypeStock(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3), reader.GetInt32(4)));
        }

        return stock;
    }

    public async Task<bool> Commit(JournalBatch batch)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = CommitCommand.For(batch, connection);
        try
        {
            return Learned(await command.ExecuteScalarAsync());
        }
        catch (PostgresException e) when (e is { SqlState: PostgresErrorCodes.CheckViolation, TableName: "stock" })
        {
            throw new StockGuardException($"{e.ConstraintName}: {e.Detail}");
        }
    }

    public async Task<bool> StillOwns(Guid eventId, long epoch)
    {
        await using var command = database.CreateCommand("SELECT clock_timestamp() FROM event_head WHERE event_id = @event AND epoch = @epoch");
        command.Parameters.AddWithValue("event", eventId);
        command.Parameters.AddWithValue("epoch", epoch);
        return Learned(await command.ExecuteScalarAsync());
    }

    public async Task Close(Guid eventId, string reason)
    {
        await using var command = database.CreateCommand("UPDATE event_head SET closed = coalesce(closed, @reason) WHERE event_id = @event");
        command.Parameters.AddWithValue("event", eventId);
        command.Parameters.AddWithValue("reason", reason);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<IReadOnlyList<Guid>> Due(DateTimeOffset now, int limit)
    {
        await using var command = database.CreateCommand("SELECT event_id FROM event_head WHERE next_due <= @now ORDER BY next_due LIMIT @limit");
        command.Parameters.AddWithValue("now", now);
        command.Parameters.AddWithValue("limit", limit);
        await using var reader = await command.ExecuteReaderAsync();
        List<Guid> due = [];
        while (await reader.ReadAsync())
        {
            due.Add(reader.GetGuid(0));
        }

        return due;
    }

    /// <summary>A row came back, with the database's time: the statement took effect.</summary>
    private bool Learned(object? databaseNow)
    {
        if (databaseNow is not DateTime now)
        {
            return false;
        }

        clock.Learn(new DateTimeOffset(now));
        return true;
    }
}
