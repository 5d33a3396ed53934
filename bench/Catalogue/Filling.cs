using EventTicket.Bench.Engine;
using Npgsql;

namespace EventTicket.Bench.Catalogue;

/// <summary>
/// Fills the catalogue's tables as years of business would: a few words, cities and categories are in very many events and most in few, events are inserted up to
/// eighteen months before they begin, and more than half of them are over. Made by numbers from a formula, so that every run has the same.
/// </summary>
internal static class Filling
{
    private const int AtOnce = 2;

    public static async Task Fill(NpgsqlDataSource database, int events)
    {
        await database.Do(Words);
        // Indexes are made anew behind the rows, as the scripts define them: much faster than row by row.
        var indexes = await Indexes(database);
        foreach (var (name, _) in indexes)
        {
            await database.Do($"DROP INDEX {name}");
        }

        await Parallel.ForAsync(0, AtOnce, async (part, _) => await database.Do(Events((long)events * part / AtOnce + 1, (long)events * (part + 1) / AtOnce, events)));
        await database.Do("""
            INSERT INTO ticket_types (event_id, ticket_type_id, position, name, price, sales_starts_at)
            SELECT event_id, gen_random_uuid(), n, (ARRAY['Standing', 'Seat', 'Balcony'])[n + 1], 1500 * (n + 1), NULL
            FROM events CROSS JOIN generate_series(0, 2) n WHERE n <= hashtext(event_id::text) & 1 + (hashtext(title) & 1)
            """);
        await database.Do("INSERT INTO stock (event_id, ticket_type_id, capacity, sold) SELECT event_id, ticket_type_id, 500, hashtext(ticket_type_id::text) & 255 FROM ticket_types");
        await Parallel.ForEachAsync(indexes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (index, _) => await database.Do($"SET maintenance_work_mem = '512MB'; {index.Definition}"));

        await database.Do("DROP TABLE bench_words, bench_cities, bench_sentences");
        await database.Do("VACUUM ANALYZE events, ticket_types, stock, users");
        await database.Do("CHECKPOINT");
    }

    private static async Task<List<(string Name, string Definition)>> Indexes(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'events' AND indexname <> 'events_pkey'");
        await using var reader = await command.ExecuteReaderAsync();
        List<(string, string)> indexes = [];
        while (await reader.ReadAsync())
        {
            indexes.Add((reader.GetString(0), reader.GetString(1)));
        }

        return indexes;
    }

    // The k-th word is k times rarer than the first: power(n, random()) picks so.
    private const string Words = """
        SELECT setseed(0.5);
        CREATE UNLOGGED TABLE bench_words AS
        SELECT k, coalesce((ARRAY['the','of','and','in','live','night','music','with','festival','tour','jazz','show','band','summer','orchestra','new','best','family','dance','open',
                                  'garden','street','winter','piano','choir','comedy','story','rock','light','city','river','quartet','food','wine','market','circus','folk','harbour'])[k],
                    syllable[k % 20 + 1] || syllable[k / 20 % 20 + 1] || syllable[k / 400 % 20 + 1]) AS word
        FROM generate_series(1, 8000) k, (SELECT ARRAY['ba','dor','el','fi','gra','hon','is','ka','lo','mer','nu','or','pel','qui','ra','sto','tan','ul','vi','zen'] AS syllable) s;
        ALTER TABLE bench_words ADD PRIMARY KEY (k);
        CREATE UNLOGGED TABLE bench_cities AS
        SELECT k, coalesce((ARRAY['London','Berlin','Paris','Madrid','Rome','Vienna','Zürich','Leeds','Lyon','Porto','Kraków','Gent','Bergen','Turku','Brno','Graz'])[k],
                    initcap((SELECT word FROM bench_words w WHERE w.k = c.k * 3 + 100)) || (ARRAY['ville','burg','ham','ona'])[k % 4 + 1]) AS city
        FROM generate_series(1, 2000) c(k);
        ALTER TABLE bench_cities ADD PRIMARY KEY (k);
        CREATE UNLOGGED TABLE bench_sentences AS
        SELECT s AS k, string_agg(word, ' ') || '.' AS sentence
        FROM (SELECT s, floor(power(8000, random()))::int AS k FROM generate_series(1, 20000) s, generate_series(1, 12)) picked JOIN bench_words USING (k) GROUP BY s;
        ALTER TABLE bench_sentences ADD PRIMARY KEY (k);
        ANALYZE bench_words, bench_cities, bench_sentences;
        INSERT INTO users (user_id, version, email, name, office, active, email_confirmed, created_at)
        SELECT ('00000000-0000-4000-8000-' || lpad(k::text, 12, '0'))::uuid, 1, 'house' || k || '@example.org', 'House ' || k, 'manager', true, true, now() FROM generate_series(1, 5000) k
        """;

    private static string Events(long first, long last, long all) => $"""
        SELECT setseed({first % 1000 / 1000.0:F3});
        INSERT INTO events (event_id, manager_id, status, version, title, description, category_id, venue_name, venue_address, city,
                            starts_at, ends_at, time_zone, currency, max_per_person, hold_minutes, created_at, published_at, withdrawn_at)
        SELECT overlay(overlay(md5(i::text) PLACING lpad(to_hex(1650000000000 + i::bigint * 100000), 12, '0') FROM 1 FOR 12) PLACING '7' FROM 13 FOR 1)::uuid,
               ('00000000-0000-4000-8000-' || lpad((i % 5000 + 1)::text, 12, '0'))::uuid,
               CASE WHEN i % 100 < 3 THEN 'draft' WHEN i % 100 < 5 THEN 'cancelled' ELSE 'published' END, 1,
               initcap(a.word || ' ' || b.word || ' ' || c.word), f.sentence || ' ' || g.sentence || E'\n\n' || h.sentence,
               ('0f5e0d1a-1000-4000-8000-00000000000' || floor(power(9, random()))::int % 8 + 1)::uuid, initcap(a.word) || ' ' || (ARRAY['Hall','Arena','Club','Theatre'])[i % 4 + 1], i % 90 + 1 || ' ' || b.word || ' street', t.city,
               starts, starts + CASE WHEN i % 100 = 50 THEN interval '10 days' ELSE interval '3 hours' END, 'Europe/Rome', 'EUR', 10, 10, starts - interval '60 days', starts - interval '59 days',
               CASE WHEN i % 1000 = 999 THEN now() END
        FROM (SELECT i, date_trunc('minute', now() + (540 * random() - 700 * (1 - i / {all}.0)) * interval '1 day') AS starts,
                     floor(power(8000, random()))::int AS a, floor(power(8000, random()))::int AS b, floor(power(8000, random()))::int AS c, floor(power(2000, random()))::int AS t,
                     floor(random() * 20000)::int + 1 AS f, floor(random() * 20000)::int + 1 AS g, floor(random() * 20000)::int + 1 AS h
              FROM generate_series({first}, {last}) i) e
        JOIN bench_words a ON a.k = e.a JOIN bench_words b ON b.k = e.b JOIN bench_words c ON c.k = e.c JOIN bench_cities t ON t.k = e.t
        JOIN bench_sentences f ON f.k = e.f JOIN bench_sentences g ON g.k = e.g JOIN bench_sentences h ON h.k = e.h
        """;
}
