using EventTicket.Managers;
using EventTicket.Queries;

namespace EventTicket.Tests.Postgres.Catalogue;

/// <summary>An event with 100,000 tickets opens as fast as one with ten: no page reads more tickets than it shows.</summary>
public sealed class AttendeePlanTests(CatalogueDatabase database) : IClassFixture<CatalogueDatabase>
{
    private static readonly Guid Event = Guid.NewGuid();

    [Fact]
    public async Task Pages_of_attendees_are_found_through_indexes()
    {
        await database.Execute("""
            INSERT INTO users (user_id, version, email, name, office, active, email_confirmed, created_at)
            SELECT ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, 1, 'guest' || i || '@example.org', 'Guest Nr' || i, 'user', true, true, $1 FROM generate_series(1, 50000) i
            """, CatalogueDatabase.Now);
        await database.Execute("""
            INSERT INTO tickets (ticket_id, event_id, order_id, person_id, ticket_type_id, code, status, price, currency, issued_at)
            SELECT gen_random_uuid(), $1, (lpad(to_hex(i / 2), 8, '0') || '-0000-7000-8000-0000' || lpad(to_hex(i / 2), 8, '0'))::uuid, ('00000000-0000-4000-8000-' || lpad((i / 2 + 1)::text, 12, '0'))::uuid,
                   $1, 'CODE' || i, 'valid', 0, 'EUR', $2::timestamptz + (i / 2) * interval '1 second'
            FROM generate_series(1, 99999) i
            """, Event, CatalogueDatabase.Now);
        // Another event sells as many at the same time.
        await database.Execute("""
            INSERT INTO tickets SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), person_id, ticket_type_id, 'OTHER' || code, status, price, currency, issued_at FROM tickets
            """);
        await database.Execute("INSERT INTO ticket_types (event_id, ticket_type_id, position, name, price) VALUES ($1, $1, 0, 'Seat', 0)", Event);
        await database.Execute("VACUUM ANALYZE tickets, users, ticket_types");
        var middle = new Cursor(CatalogueDatabase.Now.AddSeconds(25_000), Guid.Empty);

        await ReadsLittle(null, null, "tickets_newest");
        await ReadsLittle(null, middle, "tickets_newest");
        await ReadsLittle("nr31234", null, "users_words");
        await ReadsLittle("guest31234@example.org", null, "users_words");
        await ReadsLittle("00003039-00003039", null, "tickets_event");
        await ReadsLittle("code31234", null, "tickets_code");
    }

    private async Task ReadsLittle(string? query, Cursor? after, string index)
    {
        await using var question = new AttendeeQueries(database.Source).Page(Event, query, after, 51);
        question.CommandText = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF) " + question.CommandText;
        var lines = new List<string>();
        await using var reader = await question.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(reader.GetString(0));
        }

        var plan = string.Join('\n', lines);
        TestContext.Current.TestOutputHelper!.WriteLine($"{query} after {after}\n{plan}");
        Assert.True(plan.Contains(index, StringComparison.Ordinal), plan);
        Assert.False(plan.Contains("Seq Scan on tickets", StringComparison.Ordinal) || plan.Contains("Seq Scan on users", StringComparison.Ordinal), plan);
        Assert.DoesNotMatch(@"actual rows=\d{4,}", plan);
    }
}
