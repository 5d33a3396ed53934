using System.Text.Json;
using EventTicket.Dev;
using EventTicket.Tests.Gateway;
using EventTicket.Tests.Web.Access;

namespace EventTicket.Tests.Web.Naughty;

/// <summary>A row of fields.txt.</summary>
/// <param name="Who">Who calls.</param>
/// <param name="Row">What is called, with the things it is about by name.</param>
internal sealed record TextField(string Who, AccessRow Row)
{
    public static IReadOnlyList<TextField> All { get; } =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Web", "Naughty", "fields.txt")).Where(line => line is not "" && line[0] != '#').Select(Read)];

    /// <summary>Puts a text and things in place of their names, written as the place asks for.</summary>
    public Func<string, string> With(string text, string mine, Func<string, string> things) => place =>
        AccessTable.Thing.Replace(place, name => name.Value switch
        {
            "{text}" => Written(text),
            "{mine}" => mine,
            "{anyone}" => Desk.NewEmail(),
            "{key}" => $"{Guid.NewGuid()}",
            var thing => things(thing),
        });

    // The gateway's bodies are JSON; addresses and forms are escaped alike.
    private string Written(string text) => Row.Side == "gateway" && Row.Body is not null ? JsonSerializer.Serialize(text)[1..^1] : Uri.EscapeDataString(text);

    private static TextField Read(string line)
    {
        var parts = line.Split(" | ", 2);
        var words = parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var side, var method, var path, var who]
            ? new(who, new AccessRow(side, method, path, [], parts.ElementAtOrDefault(1)))
            : throw new FormatException($"A row has a side, a method, a path and who: {line}");
    }
}
