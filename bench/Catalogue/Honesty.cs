using System.Globalization;
using Npgsql;

namespace EventTicket.Bench.Catalogue;

/// <summary>Whether a search finds what is there: its first page is held against all events that have the words, asked for without any cleverness.</summary>
internal static class Honesty
{
    private const int Questions = 30;

    public static async Task<List<string>> Check(Gateway gateway, NpgsqlDataSource database, Visitors visitors)
    {
        List<string> wrong = [];
        // From tomorrow: what ends between the two answers must not differ.
        var from = TimeProvider.System.GetUtcNow().AddDays(1);
        foreach (var question in Enumerable.Range(0, int.MaxValue).Select(visitors.Next).Where(question => question.Words.Length > 0).Take(Questions))
        {
            var answer = await gateway.Send(HttpMethod.Get, $"{question.Path}&from={from.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}");
            var limit = int.Parse(question.Path.Split('=')[^1], CultureInfo.InvariantCulture);
            var found = answer.Status == 200 ? answer.Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("eventId").GetGuid()).ToList() : [];
            var expected = await All(database, question.Words, from.AddTicks(-(from.Ticks % TimeSpan.TicksPerSecond)), limit);
            if (!found.SequenceEqual(expected))
            {
                wrong.Add($"{question.Path} answered {answer.Status} and finds {found.Count} events, which are not the first {expected.Count} that are there.");
            }
        }

        return wrong;
    }

    private static async Task<List<Guid>> All(NpgsqlDataSource database, string words, DateTimeOffset from, int limit)
    {
        await using var command = database.CreateCommand($"""
            SELECT event_id FROM (
              SELECT event_id, starts_at FROM events WHERE status <> 'draft' AND withdrawn_at IS NULL AND starts_at >= $2
              AND search @@ {(words.Contains('"', StringComparison.Ordinal) ? "websearch_to_tsquery('simple', $1)" : "to_tsquery('simple', replace($1, ' ', ' & ') || ':*')")} OFFSET 0) found
            ORDER BY starts_at, event_id LIMIT $3
            """);
        command.Parameters.Add(new() { Value = words });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = limit });
        await using var reader = await command.ExecuteReaderAsync();
        List<Guid> ids = [];
        while (await reader.ReadAsync())
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }
}
