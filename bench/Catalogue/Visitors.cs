using Npgsql;

namespace EventTicket.Bench.Catalogue;

/// <summary>What people ask of the catalogue: half of them search by words of events that there are, the others leaf through lists or open a page. Nobody asks what was asked before.</summary>
internal sealed class Visitors
{
    // Always the same people.
    private readonly Random random = new(1);
    private readonly List<(Guid Id, string Title, string City, Guid Category, DateTime StartsAt)> known;

    private Visitors(List<(Guid, string, string, Guid, DateTime)> known) => this.known = known;

    public static async Task<Visitors> Of(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            "SELECT event_id, title, city, category_id, starts_at FROM events WHERE status = 'published' AND withdrawn_at IS NULL AND ends_at > now() ORDER BY md5(event_id::text) LIMIT 20000");
        await using var reader = await command.ExecuteReaderAsync();
        List<(Guid, string, string, Guid, DateTime)> known = [];
        while (await reader.ReadAsync())
        {
            known.Add((reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetGuid(3), reader.GetDateTime(4)));
        }

        return new(known);
    }

    public Question Next(int number)
    {
        var some = known[random.Next(known.Count)];
        return random.Next(100) switch
        {
            < 50 when Words(some.Title, some.City) is var words => new(Question.Search, $"/catalog/events?query={Uri.EscapeDataString(words)}&limit={Limit(number)}", words),
            < 60 => new(Question.Filtered, $"/catalog/events?city={Uri.EscapeDataString(some.City)}&limit={Limit(number)}"),
            < 65 => new(Question.Filtered, $"/catalog/events?category={some.Category}&from={some.StartsAt:yyyy-MM-dd}T00:00:00Z&limit={Limit(number)}"),
            < 75 => new(Question.List, $"/catalog/events?from={some.StartsAt:yyyy-MM-ddTHH:mm}:{number % 60:00}Z&limit={Limit(number)}"),
            _ => new(Question.Page, $"/catalog/events/{some.Id}"),
        };
    }

    // One word, two, a word and a city, the beginning of one, or of the first letters only.
    private string Words(string title, string city)
    {
        var words = title.Split(' ');
        var word = words[random.Next(words.Length)];
        return random.Next(6) switch
        {
            0 => word,
            1 => $"{words[0]} {words[^1]}",
            2 => $"{word} {city}",
            3 => word[..Math.Min(word.Length, 3)],
            4 => $"{city} {words[0][..Math.Min(words[0].Length, 2)]}",
            _ => $"\"{words[0]} {words[1]}\"",
        };
    }

    private static int Limit(int number) => 20 + (number % 10);
}
