using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Catalogue;

/// <summary>Which events are looked for, as SQL. What people typed travels in parameters only.</summary>
internal sealed class EventFilter
{
    // The last word may be the beginning of one. What the parser finds no word in would make ':*' stand alone.
    private const string WithPrefix = """
        CASE WHEN numnode(plainto_tsquery('simple', @last)) > 0
          THEN websearch_to_tsquery('simple', @words)
            || (websearch_to_tsquery('simple', @head) && (plainto_tsquery('simple', @last)::text || ':*')::tsquery)
          ELSE websearch_to_tsquery('simple', @words) END
        """;

    // Of the soonest events so many are looked through for the words, before the words are looked up.
    private const int Near = 3_000;

    private readonly List<string> conditions = ["e.status <> 'draft'", "e.withdrawn_at IS NULL"];
    private readonly List<string> dates = [];
    private readonly List<(string Name, object Value)> parameters = [];
    private string? words;

    /// <param name="now">The database's clock.</param>
    public EventFilter(SearchEvents request, DateTimeOffset now)
    {
        Now = now;
        parameters.Add(("now", now));
        parameters.Add(("unlocked", Array.Empty<Guid>()));
        // No event is longer, so what began earlier has ended: this lets the index skip the past.
        parameters.Add(("earliest", now - EventDefinitionRules.Longest));
        Words(SearchWords.Read(request.Query));
        Where(request.Category, "e.category_id = @category", "category");
        Where(SearchWords.Plain(request.City) is { Length: > 0 } city ? city : null, "lower(e.city) = lower(@city)", "city");
        Where(request.From?.ToUniversalTime(), "e.starts_at >= @from", "from", dates);
        Where(request.To?.ToUniversalTime(), "e.starts_at < @to", "to", dates);
        if (request.From is null)
        {
            dates.Add("e.starts_at > @earliest AND e.ends_at > @now");
        }
    }

    public DateTimeOffset Now { get; }

    public bool HasWords => words is not null;

    private string Conditions => string.Join(" AND ", [.. conditions, .. dates]);

    // Among so many, nearly every date is wanted: what is true of a row cannot be looked up in an index, and so only the words are.
    private string WithWords => string.Join(" AND ", [.. conditions, .. dates.Select(date => $"({date}) IS TRUE"), $"e.search @@ ({words})"]);

    // A word that is in many events is in some of the soonest, and nobody needs to look at the others. One that is not is in few events, and
    // they are looked up: reading along the dates until enough are found, or looking up what half of all events have, would read them all.
    private string Found(string beyond) => words is null
        ? $"WITH found AS NOT MATERIALIZED (SELECT e.event_id, e.starts_at FROM events e WHERE {Conditions}{beyond})"
        : $"""
            WITH near AS MATERIALIZED (
              SELECT n.event_id, n.starts_at
              FROM (SELECT e.event_id, e.starts_at, e.search FROM events e WHERE {Conditions}{beyond} ORDER BY e.starts_at, e.event_id LIMIT {Near}) n
              WHERE n.search @@ ({words})),
            far AS MATERIALIZED (
              SELECT e.event_id, e.starts_at FROM events e WHERE {WithWords}{beyond} AND (SELECT count(*) FROM near) < @limit),
            found AS (SELECT * FROM near UNION SELECT * FROM far)
            """;

    private string Counted => $"(SELECT count(*)::int FROM (SELECT FROM events e WHERE {(words is null ? Conditions : WithWords)} LIMIT @most) counted)";

    // Where the near ones do not fill the page, the far ones are all there.
    private string FoundSoFar => $"""
        (SELECT CASE WHEN n.near >= @most THEN @most WHEN n.near < @limit THEN (SELECT least(count(*), @most)::int FROM found) ELSE {Counted} END
         FROM (SELECT count(*) AS near FROM near) n)
        """;

    /// <summary>Whether each row of the page ends with how many events there are, because looking for the page has told already.</summary>
    public bool IsCountedWith(Cursor? after) => HasWords && after is null;

    /// <summary>The first events after a place in the list, soonest first, one row per ticket type and without the long descriptions.</summary>
    /// <param name="most">How far events are counted where they are counted with the page.</param>
    public NpgsqlBatchCommand PageCommand(Cursor? after, int limit, int most)
    {
        var beyond = after is null ? "" : " AND (e.starts_at, e.event_id) > (@at, @id)";
        var command = Command($"""
            {Found(beyond)}
            SELECT {EventRow.Columns(description: false)}{(IsCountedWith(after) ? $", {FoundSoFar}" : "")}
            FROM (SELECT event_id FROM found ORDER BY starts_at, event_id LIMIT @limit) f
            JOIN events e USING (event_id)
            {EventRow.Joins}
            ORDER BY e.starts_at, e.event_id, t.position
            """);
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.AddWithValue("most", most);
        if (after is { } place)
        {
            command.Parameters.AddWithValue("at", place.At);
            command.Parameters.AddWithValue("id", place.Id);
        }

        return command;
    }

    /// <summary>How many events there are, counted no further than <paramref name="most"/>.</summary>
    public NpgsqlBatchCommand CountCommand(int most)
    {
        var command = Command($"SELECT {Counted}");
        command.Parameters.AddWithValue("most", most);
        return command;
    }

    /// <summary>A command with the parameters of this filter.</summary>
    public NpgsqlBatchCommand Command(string sql)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }

    private void Where(object? value, string condition, string parameter, List<string>? among = null)
    {
        if (value is not null)
        {
            (among ?? conditions).Add(condition);
            parameters.Add((parameter, value));
        }
    }

    private void Words(SearchWords typed)
    {
        if (typed.All is null)
        {
            return;
        }

        words = typed.Last is null ? "websearch_to_tsquery('simple', @words)" : WithPrefix;
        parameters.Add(("words", typed.All));
        if (typed.Last is { } last)
        {
            parameters.Add(("head", typed.Head));
            parameters.Add(("last", last));
        }
    }
}
