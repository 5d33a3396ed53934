using EventTicket.Catalogue;
using Npgsql;

namespace EventTicket.Tests.Postgres.Catalogue;

/// <summary>The catalogue grows and its past grows with it; a question must not read all of it.</summary>
public sealed class SearchPlanTests(CatalogueDatabase database) : IClassFixture<CatalogueDatabase>
{
    private const string FarIsNotLookedAt = @"CTE far\n((?!\s+CTE )[^\n]*\n)*?[^\n]*never executed";

    private static readonly DateTimeOffset Now = CatalogueDatabase.Now;

    [Fact]
    public async Task Questions_find_their_events_through_indexes()
    {
        // 20,000 events, nine in ten of them over; every event has a word of its own.
        await database.Execute("""
            INSERT INTO events (event_id, manager_id, status, version, title, description, category_id, venue_name, venue_address, city,
                                starts_at, ends_at, time_zone, currency, max_per_person, hold_minutes, created_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'published', 1, 'Event word' || i, repeat('Many people come here. ', 20), $2, 'Venue', 'Street', 'City ' || i % 40,
                   $1::timestamptz + (i - 18000) * interval '1 hour', $1::timestamptz + (i - 17998) * interval '1 hour', 'UTC', 'EUR', 10, 10, $1
            FROM generate_series(1, 20000) i
            """, Now, CatalogueDatabase.Concerts);
        await database.Execute("INSERT INTO ticket_types (event_id, ticket_type_id, position, name, price) SELECT event_id, event_id, 0, 'Seat', 1000 FROM events");
        await database.Execute("INSERT INTO stock (event_id, ticket_type_id, capacity) SELECT event_id, event_id, 100 FROM events");
        await database.Execute("VACUUM ANALYZE events, ticket_types, stock");

        await AssertIndex(new(new()), "events_soonest");
        await AssertIndex(new(new(), From: Now.AddDays(10)), "events_soonest");
        await AssertIndex(new(new(), "word19123", From: Now.AddYears(-5)), "events_search");
        await AssertIndex(new(new(), "event word1912", From: Now.AddYears(-5)), "events_search");
        await AssertIndex(new(new(), City: "city 7"), "events_city");
        await AssertIndex(new(new(), Category: CatalogueDatabase.Theatre), "events_category");

        // What nearly all events have is found among the soonest, and the others are not looked at.
        Assert.Matches(FarIsNotLookedAt, await Explain(new EventFilter(new(new(), "many people"), Now).PageCommand(null, 21, 100), "ANALYZE, TIMING OFF"));
        Assert.DoesNotMatch(FarIsNotLookedAt, await Explain(new EventFilter(new(new(), "word19123"), Now).PageCommand(null, 21, 100), "ANALYZE, TIMING OFF"));

        await using var page = new CatalogueQueries(database.Source).EventCommand(Guid.NewGuid());
        AssertReadsNoTable(await Explain(page.CommandText, page.Parameters));
    }

    private async Task AssertIndex(SearchEvents request, string index)
    {
        var filter = new EventFilter(request, Now);
        var plan = await Explain(filter.PageCommand(null, 21, 100));

        Assert.True(plan.Contains(index, StringComparison.Ordinal), plan);
        AssertReadsNoTable(plan);
    }

    // But for the categories, which are a handful.
    private static void AssertReadsNoTable(string plan) => Assert.DoesNotMatch("Seq Scan on (events|ticket_types|stock)", plan);

    private Task<string> Explain(NpgsqlBatchCommand question, string options = "COSTS ON") => Explain(question.CommandText, question.Parameters, options);

    private async Task<string> Explain(string sql, NpgsqlParameterCollection parameters, string options = "COSTS ON")
    {
        await using var command = database.Source.CreateCommand($"EXPLAIN ({options}) {sql}");
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value!);
        }

        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
