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

    private readonly List<string> conditions = ["e.status <> 'draft'", "e.withdrawn_at IS NULL"];
    private readonly List<(string Name, object Value)> parameters = [];
    private bool hasWords;

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
        Where(request.From?.ToUniversalTime(), "e.starts_at >= @from", "from");
        Where(request.To?.ToUniversalTime(), "e.starts_at < @to", "to");
        if (request.From is null)
        {
            conditions.Add("e.starts_at > @earliest AND e.ends_at > @now");
        }
    }

    public DateTimeOffset Now { get; }

    // PostgreSQL takes the beginning of a word for common, and hoping to meet enough of them it would read along the dates
    // when it should look the words up. What has words is found on its own, before anybody asks for the first few.
    private string Found =>
        $"WITH found AS {(hasWords ? "" : "NOT ")}MATERIALIZED (SELECT e.event_id, e.starts_at FROM events e WHERE {string.Join(" AND ", conditions)})";

    /// <summary>The first events after a place in the list, soonest first, one row per ticket type and without the long descriptions.</summary>
    public NpgsqlBatchCommand PageCommand(Cursor? after, int limit)
    {
        var beyond = after is null ? "" : "WHERE (starts_at, event_id) > (@at, @id)";
        var command = Command($"""
            {Found}
            SELECT {EventRow.Columns(description: false)}
            FROM (SELECT event_id FROM found {beyond} ORDER BY starts_at, event_id LIMIT @limit) f
            JOIN events e USING (event_id)
            {EventRow.Joins}
            ORDER BY e.starts_at, e.event_id, t.position
            """);
        command.Parameters.AddWithValue("limit", limit);
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
        var command = Command($"{Found} SELECT count(*)::int FROM (SELECT 1 FROM found LIMIT @most) counted");
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

    private void Where(object? value, string condition, string parameter)
    {
        if (value is not null)
        {
            conditions.Add(condition);
            parameters.Add((parameter, value));
        }
    }

    private void Words(SearchWords words)
    {
        hasWords = words.All is not null;
        Where(words.All, $"e.search @@ ({(words.Last is null ? "websearch_to_tsquery('simple', @words)" : WithPrefix)})", "words");
        if (words.Last is { } last)
        {
            parameters.Add(("head", words.Head));
            parameters.Add(("last", last));
        }
    }
}
