namespace EventTicket.Catalogue;

/// <summary>
/// How events with certain words are found, soonest first, in a catalogue of any size. A frequent word is in some of the soonest events: a few of them
/// are read. A rarer one is looked up in an index that has each word once for every week, one week after the other until there are enough.
/// </summary>
internal static class WordSearch
{
    // So many of the soonest events are looked through; more where an index of words helps little: among few events of a city, or when all but some words are wanted.
    private const int Near = 500;
    private const int NearAmongFew = 3_000;

    // Two years. What few events begin later is looked up at once.
    private const int Weeks = 104;

    private const string Asked = """
        SELECT websearch_to_tsquery('simple', @words) AS asked, NULL::tsquery AS head, NULL::tsquery AS beginning
        """;

    // The last word may be the beginning of one. What the parser finds no word in would make ':*' stand alone; and where what was typed says
    // more than its words ("jazz or folk", "st.gallen"), it counts as it stands, too.
    private const string AskedWithBeginning = """
        SELECT CASE WHEN numnode(last) = 0 THEN typed WHEN typed = (head && last) THEN head && beginning ELSE typed || (head && beginning) END AS asked,
               CASE WHEN typed = (head && last) THEN head END AS head, beginning
        FROM (SELECT websearch_to_tsquery('simple', @words) AS typed, websearch_to_tsquery('simple', @head) AS head, plainto_tsquery('simple', @last) AS last) t
        CROSS JOIN LATERAL (SELECT CASE WHEN numnode(last) > 0 THEN (last::text || ':*')::tsquery END AS beginning) b
        """;

    /// <summary>SQL that ends with <c>found (event_id, starts_at)</c>: the first <c>@enough</c> events or all there are, in no order, and maybe more.</summary>
    /// <param name="conditions">True of every event that is wanted, whenever it is.</param>
    /// <param name="dates">True of every event that is wanted, by when it is.</param>
    /// <param name="beyond">Only what comes later in the list than a certain event; empty for all.</param>
    /// <param name="amongFew">Whether <paramref name="conditions"/> may be true of very few events, or the words may say what is not wanted.</param>
    /// <param name="hasBeginning">Whether the last word may be the beginning of one.</param>
    public static string Found(string conditions, string dates, string beyond, bool amongFew, bool hasBeginning)
    {
        // What is true of a row cannot be looked up in an index, and so only the words are. That of no draft is part of their index.
        var isWanted = $"e.status <> 'draft' AND ({conditions} AND {dates}{beyond}) IS TRUE";
        var near = amongFew ? NearAmongFew : Near;
        return $"""
            WITH asked AS MATERIALIZED ({(hasBeginning ? AskedWithBeginning : Asked)}),
            looked AS MATERIALIZED (
              SELECT e.event_id, e.starts_at, e.search @@ (SELECT asked FROM asked) AS has,
                     e.search @@ (SELECT head FROM asked) AS has_head, e.search @@ (SELECT beginning FROM asked) AS has_beginning
              FROM events e WHERE {conditions} AND {dates}{beyond} ORDER BY e.starts_at, e.event_id LIMIT {near}),
            near AS MATERIALIZED (SELECT event_id, starts_at FROM looked WHERE has),
            -- How far has been looked when that was not enough, and what to look up. A beginning that is in more events than the words before it finds
            -- little of itself, and an index has to join all words that begin so: then only the others are looked up.
            reached AS MATERIALIZED (
              SELECT starts_at, event_id, key, last_week,
                     CASE WHEN querytree(key) IN ('', 'T') OR (key::text ~ '!' AND key::text ~ '<') THEN week_of(starts_at) - 1
                          ELSE least(week_of(starts_at) + {Weeks - 1}, last_week) END AS until
              FROM (SELECT starts_at, event_id FROM looked ORDER BY starts_at DESC, event_id DESC LIMIT 1) l
              CROSS JOIN (
                SELECT CASE WHEN numnode(head) > 0 AND (SELECT count(*) FILTER (WHERE has_beginning) > count(*) FILTER (WHERE has_head) FROM looked) THEN head ELSE asked END AS key
                FROM asked) k
              CROSS JOIN (SELECT week_of(max(starts_at)) AS last_week FROM events WHERE status <> 'draft') m
              WHERE (SELECT count(*) FROM looked) = {near} AND (SELECT count(*) FROM near) < @enough),
            weekly AS MATERIALIZED (
              SELECT w.event_id, w.starts_at
              FROM reached r CROSS JOIN LATERAL generate_series(week_of(r.starts_at), r.until) AS g (week) CROSS JOIN LATERAL (
                SELECT e.event_id, e.starts_at FROM events e
                WHERE words_of_week(e.search, e.starts_at) @@ asked_of_week(r.key, g.week) AND (e.search @@ (SELECT asked FROM asked)) IS TRUE
                  AND ((e.starts_at, e.event_id) > (r.starts_at, r.event_id)) IS TRUE AND {isWanted}
                ORDER BY e.starts_at, e.event_id LIMIT @enough) w
              LIMIT @enough),
            late AS MATERIALIZED (
              SELECT l.event_id, l.starts_at FROM reached r CROSS JOIN LATERAL (
                SELECT e.event_id, e.starts_at FROM events e
                WHERE (SELECT until < last_week FROM reached) AND (SELECT count(*) FROM near) + (SELECT count(*) FROM weekly) < @enough
                  AND e.search @@ r.key AND (e.search @@ (SELECT asked FROM asked)) IS TRUE
                  AND (week_of(e.starts_at) > r.until AND (e.starts_at, e.event_id) > (r.starts_at, r.event_id)) IS TRUE AND {isWanted}) l),
            found AS MATERIALIZED (SELECT * FROM near UNION ALL SELECT * FROM weekly UNION ALL SELECT * FROM late)
            """;
    }
}
