using System.Globalization;
using System.Text.RegularExpressions;
using EventTicket.Catalogue;
using Npgsql;

namespace EventTicket.Tests.Postgres.Catalogue;

/// <summary>The catalogue grows and its past grows with it; a question must not read all of it.</summary>
public sealed partial class SearchPlanTests(CatalogueDatabase database) : IClassFixture<CatalogueDatabase>
{
    private const string ByWeek = @"Bitmap Index Scan on events_search_by_week \(actual";
    private const string AtOnce = @"Bitmap Index Scan on events_search \(actual";

    private static readonly DateTimeOffset Now = CatalogueDatabase.Now;

    [Fact]
    public async Task Questions_find_their_events_through_indexes()
    {
        await database.Clear();
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
        await AssertIndex(new(new(), "word19123"), "events_search_by_week");
        await AssertIndex(new(new(), "event word1912", City: "city 7"), "events_search_by_week");
        await AssertIndex(new(new(), "event word1912", Category: CatalogueDatabase.Concerts), "events_search_by_week");
        await AssertIndex(new(new(), City: "city 7"), "events_city");
        await AssertIndex(new(new(), Category: CatalogueDatabase.Theatre), "events_category");

        // What nearly all events have is found among the soonest, what few have in their weeks, and only what comes years later at once.
        await AssertWays("many people", byWeek: false, atOnce: false);
        await AssertWays("word19123", byWeek: true, atOnce: false);
        await AssertWays("word19123", byWeek: true, atOnce: true, from: Now.AddYears(-5));

        await using var page = new CatalogueQueries(database.Source).EventCommand(Guid.NewGuid());
        AssertReadsNoTable(await Explain(page.CommandText, page.Parameters));
    }

    [Fact]
    public async Task What_is_left_of_many_events_is_read_event_by_event()
    {
        await database.Clear();
        // So many that a planner who joins all types with all stock believes to have found a shortcut.
        await database.Execute("""
            INSERT INTO events (event_id, manager_id, status, version, title, description, category_id, venue_name, venue_address, city,
                                starts_at, ends_at, time_zone, currency, max_per_person, hold_minutes, created_at)
            SELECT gen_random_uuid(), gen_random_uuid(), 'published', 1, 'Event', '', $2, 'Venue', 'Street', 'City', $1, $1, 'UTC', 'EUR', 10, 10, $1 FROM generate_series(1, 4000)
            """, Now, CatalogueDatabase.Concerts);
        await database.Execute("INSERT INTO ticket_types (event_id, ticket_type_id, position, name, price) SELECT event_id, gen_random_uuid(), n, 'Seat', 1000 FROM events CROSS JOIN generate_series(1, 2) n");
        await database.Execute("INSERT INTO stock (event_id, ticket_type_id, capacity) SELECT event_id, ticket_type_id, 100 FROM ticket_types");
        await database.Execute("VACUUM ANALYZE events, ticket_types, stock");
        var events = await database.Scalar<Guid[]>("SELECT array_agg(event_id) FROM (SELECT event_id FROM events LIMIT 500) e");

        await using var question = new CatalogueQueries(database.Source).PlacesCommand(events);
        var plan = await Explain(question.CommandText, question.Parameters);

        AssertReadsNoTable(plan);
        Assert.True(Regex.Count(plan, "(events|ticket_types|stock)_pkey") == 3, plan);
        Assert.Equal(500, (await new CatalogueQueries(database.Source).Places([.. events, events[0]], Now)).Count);
    }

    private async Task AssertWays(string words, bool byWeek, bool atOnce, DateTimeOffset? from = null)
    {
        var plan = await Explain(new EventFilter(new(new(), words, From: from), Now), "ANALYZE, COSTS OFF, TIMING OFF");

        Assert.True(byWeek == Regex.IsMatch(plan, ByWeek), plan);
        Assert.True(atOnce == Regex.IsMatch(plan, AtOnce), plan);
    }

    private async Task AssertIndex(SearchEvents request, string index)
    {
        var plan = await Explain(new(request, Now), "COSTS ON");

        Assert.True(plan.Contains(index, StringComparison.Ordinal), plan);
        AssertReadsNoTable(plan);
    }

    // But for the categories, which are a handful.
    private static void AssertReadsNoTable(string plan) => Assert.DoesNotMatch("Seq Scan on (events|ticket_types|stock)", plan);

    // As the silo asks: prepared, and planned without knowing what for.
    private async Task<string> Explain(EventFilter filter, string options)
    {
        var question = filter.PageCommand(null, 21, 100);
        var names = question.Parameters.Select(parameter => parameter.ParameterName).ToList();
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (filter.HasWords)
        {
            await Run(connection, CatalogueQueries.ByIndex);
        }

        var types = string.Join(", ", question.Parameters.Select(parameter => Literal(parameter.Value!).Type));
        var values = string.Join(", ", question.Parameters.Select(parameter => Literal(parameter.Value!).Text));
        await Run(connection, $"PREPARE question ({types}) AS {Named().Replace(question.CommandText, name => $"${names.IndexOf(name.Groups[1].Value) + 1}")}");
        var plan = await Run(connection, $"EXPLAIN ({options}) EXECUTE question ({values})");
        await Run(connection, "DEALLOCATE question");
        return plan;
    }

    private static (string Type, string Text) Literal(object value) => value switch
    {
        int number => ("int", number.ToString(CultureInfo.InvariantCulture)),
        DateTimeOffset time => ("timestamptz", $"'{time:o}'"),
        Guid id => ("uuid", $"'{id}'"),
        Guid[] ids => ("uuid[]", $"'{{{string.Join(',', ids)}}}'"),
        _ => ("text", $"'{value}'"),
    };

    private async Task<string> Explain(string sql, NpgsqlParameterCollection parameters)
    {
        await using var command = database.Source.CreateCommand($"EXPLAIN {sql}");
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter.ParameterName, parameter.Value!);
        }

        return await Lines(command);
    }

    private static async Task<string> Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await Lines(command);
    }

    private static async Task<string> Lines(NpgsqlCommand command)
    {
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex("(?<!@)@([a-z]+)")]
    private static partial Regex Named();
}
