using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Catalogue;

/// <summary>Which events are looked for, as SQL. What people typed travels in parameters only.</summary>
internal sealed class EventFilter
{
    private readonly List<string> conditions = ["e.status <> 'draft'", "e.withdrawn_at IS NULL"];
    private readonly List<string> dates = [];
    private readonly List<(string Name, object Value)> parameters = [];
    private readonly bool hasBeginning;
    private bool amongFew;

    /// <param name="now">The database's clock.</param>
    public EventFilter(SearchEvents request, DateTimeOffset now)
    {
        Now = now;
        parameters.Add(("now", now));
        parameters.Add(("unlocked", Array.Empty<Guid>()));
        // No event is longer, so what began earlier has ended: this lets the index skip the past.
        parameters.Add(("earliest", now - EventDefinitionRules.Longest));
        if (SearchWords.Read(request.Query) is { All: { } words } typed)
        {
            HasWords = true;
            amongFew = words.Contains('-', StringComparison.Ordinal);
            parameters.Add(("words", words));
            if (typed.Last is { } last)
            {
                hasBeginning = true;
                parameters.Add(("head", typed.Head));
                parameters.Add(("last", last));
            }
        }

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

    public bool HasWords { get; }

    private string Dates => string.Join(" AND ", dates);

    /// <summary>Whether each row of the page ends with how many events there are, because looking for the page has told already.</summary>
    public bool IsCountedWith(Cursor? after) => HasWords && after is null;

    /// <summary>The first events after a place in the list, soonest first, one row per ticket type and without the long descriptions.</summary>
    /// <param name="most">How far events are counted where they are counted with the page.</param>
    public NpgsqlBatchCommand PageCommand(Cursor? after, int limit, int most)
    {
        var beyond = after is null ? "" : " AND (e.starts_at, e.event_id) > (@at, @id)";
        var command = Command($"""
            {Found(beyond)}
            SELECT {EventRow.Columns(description: false)}{(IsCountedWith(after) ? ", (SELECT least(count(*), @most)::int FROM found)" : "")}
            FROM (SELECT event_id FROM found ORDER BY starts_at, event_id LIMIT @limit) f
            JOIN events e USING (event_id)
            {EventRow.Joins}
            ORDER BY e.starts_at, e.event_id, t.position
            """);
        command.Parameters.AddWithValue("limit", limit);
        command.Parameters.AddWithValue("most", most);
        command.Parameters.AddWithValue("enough", IsCountedWith(after) ? Math.Max(limit, most) : limit);
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
        var command = Command($"{Found("")} SELECT count(*)::int FROM (SELECT FROM found LIMIT @most) counted");
        command.Parameters.AddWithValue("most", most);
        command.Parameters.AddWithValue("enough", most);
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
            amongFew |= among is null;
        }
    }

    private string Found(string beyond) => HasWords
        ? WordSearch.Found(string.Join(" AND ", conditions), Dates, beyond, amongFew, hasBeginning)
        : $"WITH found AS NOT MATERIALIZED (SELECT e.event_id, e.starts_at FROM events e WHERE {string.Join(" AND ", conditions)} AND {Dates}{beyond})";
}
