using EventTicket.Catalogue;
using Microsoft.Extensions.Time.Testing;

namespace EventTicket.Tests.Postgres.Catalogue;

/// <summary>In a catalogue of years, a search finds what a plain question of all events finds, whichever way it takes: among the soonest, week by week, or what is left at once.</summary>
public sealed class LargeCatalogueTests(LargeCatalogueTests.Years years) : IClassFixture<LargeCatalogueTests.Years>
{
    private const int Limit = 30;

    private static readonly DateTimeOffset Now = CatalogueDatabase.Now;

    private CatalogueGrain Catalogue => new(new(years.Database.Source), new FakeTimeProvider(Now));

    [Theory]
    [InlineData("music", "music")]
    [InlineData("jazz", "jazz")]
    [InlineData("harbour", "harbour")]
    [InlineData("ocarina", "ocarina")]
    [InlineData("serpent", "serpent")]
    [InlineData("nowhere", "nowhere")]
    [InlineData("mu", "mu:*")]
    [InlineData("oc", "oc:*")]
    [InlineData("music oc", "music & oc:*")]
    [InlineData("ocarina mu", "ocarina & mu:*")]
    [InlineData("turku s", "turku & s:*")]
    [InlineData("music nowh", "music & nowh:*")]
    [InlineData("serpent harbour", "serpent & harbour:*")]
    [InlineData("\"harbour jazz\"", "harbour <-> jazz")]
    [InlineData("\"ocarina harbour\"", "ocarina <-> harbour")]
    [InlineData("\"jazz harbour\"", "jazz <-> harbour")]
    [InlineData("-music", "!music")]
    [InlineData("-harbour", "!harbour")]
    [InlineData("-evening", "!evening")]
    [InlineData("ocarina -harbour", "ocarina & !harbour")]
    [InlineData("\"tide jazz\"", "tide <-> jazz")]
    [InlineData("ocarina -\"tide jazz\"", "ocarina & !(tide <-> jazz)")]
    [InlineData("serpent or ocarina", "serpent | ocarina:*")]
    [InlineData("d'oc ocarina", "'d''oc' | d & oc & ocarina:*")]
    [InlineData("zqzq", "zqzq:*")]
    [InlineData("½", "nowhere")]
    public async Task The_first_pages_are_those_of_a_plain_question(string query, string asked)
    {
        await AssertSame(new(new(), query), asked);
        await AssertSame(new(new(), query, City: "turku"), asked, "lower(city) = 'turku'");
        await AssertSame(new(new(), query, City: "nook"), asked, "lower(city) = 'nook'");
        await AssertSame(new(new(), query, From: Now.AddYears(-2), To: Now.AddYears(3)), asked, dates: "starts_at >= $2 - interval '2 years' AND starts_at < $2 + interval '3 years'");
        await AssertSame(new(new(), query, From: Now.AddDays(30), To: Now.AddDays(31)), asked, dates: "starts_at >= $2 + interval '30 days' AND starts_at < $2 + interval '31 days'");
        // Each begins and ends its weeks elsewhere.
        for (var week = -30; week < 10; week++)
        {
            await AssertSame(new(new(), query, From: Now.AddDays(7 * week)), asked, dates: $"starts_at >= $2 + {week} * interval '7 days'", pages: 1);
        }
    }

    private async Task AssertSame(SearchEvents request, string asked, string condition = "true", string dates = "ends_at > $2", int pages = 5)
    {
        var expected = await Plain(asked, condition, dates);
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = (await Catalogue.Search(request with { Page = new(Limit, cursor) })).Value!;
            Assert.Equal(Math.Min(expected.Count, EventList.CountedAtMost), page.Found);
            seen.AddRange(page.Events.Items.Select(card => card.EventId));
            cursor = page.Events.NextCursor;
        }
        while (cursor is not null && seen.Count < pages * Limit);

        Assert.Equal(expected.Take(pages * Limit), seen);
    }

    private async Task<List<Guid>> Plain(string asked, string condition, string dates)
    {
        await using var command = years.Database.Source.CreateCommand(
            $"SELECT event_id FROM events WHERE status <> 'draft' AND withdrawn_at IS NULL AND search @@ to_tsquery('simple', $1) AND {condition} AND {dates} ORDER BY starts_at, event_id");
        command.Parameters.Add(new() { Value = asked });
        command.Parameters.Add(new() { Value = Now });
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new List<Guid>();
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>Nine thousand events from ten months ago until three and a half years from now, three at a time.</summary>
    public sealed class Years(PostgresServer server) : IAsyncLifetime
    {
        internal CatalogueDatabase Database { get; } = new(server);

        public async ValueTask InitializeAsync()
        {
            await Database.InitializeAsync();
            await Database.Execute("""
                INSERT INTO events (event_id, manager_id, status, version, title, description, category_id, venue_name, venue_address, city,
                                    starts_at, ends_at, time_zone, currency, max_per_person, hold_minutes, created_at, withdrawn_at)
                SELECT md5(i::text)::uuid, gen_random_uuid(), CASE WHEN i % 97 = 0 THEN 'draft' WHEN i % 50 = 0 THEN 'cancelled' ELSE 'published' END, 1,
                       concat_ws(' ', CASE WHEN i % 20 <> 3 THEN 'Music' END, CASE WHEN i % 97 = 5 THEN 'ocarina' END, CASE WHEN i % 31 = 5 THEN 'harbour' END, CASE WHEN i % 8 IN (1, 2, 3) THEN 'tide' END, CASE WHEN i % 3 = 2 THEN 'jazz' END,
                                 CASE WHEN i % 1100 = 1 THEN 'serpent' END, CASE WHEN i % 300 <> 7 THEN 'evening' END, CASE WHEN i % 8 IN (5, 6, 7) THEN 'tide' END),
                       'Doors open ' || i % 7 || ' o''clock' || CASE WHEN i % 1300 = 700 THEN ' ' || repeat('zq', 1022) ELSE '' END, $2, 'Venue', 'Street', CASE WHEN i % 400 = 8 THEN 'Nook' WHEN i % 4 = 1 THEN 'Turku' ELSE 'Leeds' END,
                       starts, starts + CASE WHEN i % 60 = 0 THEN interval '20 days' ELSE interval '3 hours' END, 'UTC', 'EUR', 10, 10, $1, CASE WHEN i % 89 = 0 THEN $1 END
                FROM (SELECT i, $1::timestamptz + (i / 3 - 600) * interval '12 hours' AS starts FROM generate_series(1, 9000) i) e
                """, Now, CatalogueDatabase.Concerts);
            await Database.Execute("INSERT INTO ticket_types (event_id, ticket_type_id, position, name, price) SELECT event_id, event_id, 0, 'Seat', 1000 FROM events");
            await Database.Execute("INSERT INTO stock (event_id, ticket_type_id, capacity) SELECT event_id, event_id, 100 FROM events");
            await Database.Execute("VACUUM ANALYZE events, ticket_types, stock");
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
