using System.Collections.Immutable;
using System.Text.Json;

namespace EventTicket.Demo;

/// <summary>The demo's events, from the JSON files in <c>Data/</c>: one for each category, and one for the venues.</summary>
internal static class DemoCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>By the key that events name them with.</summary>
    public static ImmutableDictionary<string, DemoVenue> Venues() => Read<ImmutableDictionary<string, DemoVenue>>("venues");

    /// <summary>Every event with the name of its category.</summary>
    public static IEnumerable<(string Category, DemoEvent Event)> Events() =>
        from category in Categories
        from demo in Read<ImmutableArray<DemoEvent>>(category.ToLowerInvariant())
        select (category, demo);

    private static readonly ImmutableArray<string> Categories = ["Concerts", "Theatre", "Clubs", "Sport", "Food", "Family", "Talks", "Comedy"];

    private static T Read<T>(string name)
    {
        using var file = typeof(DemoCatalogue).Assembly.GetManifestResourceStream($"EventTicket.Demo.Data.{name}.json")
            ?? throw new InvalidOperationException($"The demo's {name}.json is not part of this program.");
        return JsonSerializer.Deserialize<T>(file, Json)!;
    }
}
