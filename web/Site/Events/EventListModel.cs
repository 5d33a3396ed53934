using System.Collections.Immutable;
using System.Globalization;
using EventTicket.Catalogue;
using Microsoft.AspNetCore.WebUtilities;

namespace EventTicket.Web.Site;

/// <summary>What somebody looks for, as it stands in the address. Dates are days, their bounds taken at midnight UTC.</summary>
public sealed record EventQuery
{
    public string? Query { get; init; }
    public Guid? Category { get; init; }
    public string? City { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? To { get; init; }
    public string? Cursor { get; init; }

    public bool HasFilters => City is not null || From is not null || To is not null;

    public bool AsksForSomething => HasFilters || Category is not null || !string.IsNullOrWhiteSpace(Query);

    /// <summary>The same, in the catalogue's words; <see cref="To"/> is included.</summary>
    public SearchEvents AsRequest(int limit) => new(
        new PageRequest(limit, Cursor), string.IsNullOrWhiteSpace(Query) ? null : Query.Trim(), Category, City, Midnight(From), Midnight(To == DateOnly.MaxValue ? null : To?.AddDays(1)));

    /// <summary>The address of this list, with or without a page of it.</summary>
    public string Link() => QueryHelpers.AddQueryString("/events", new Dictionary<string, string?>
    {
        ["query"] = Query,
        ["category"] = Category?.ToString(),
        ["city"] = City,
        ["from"] = Field(From),
        ["to"] = Field(To),
        ["cursor"] = Cursor,
    }.Where(part => !string.IsNullOrEmpty(part.Value)));

    public static string Field(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static DateTimeOffset? Midnight(DateOnly? day) => day is { } date ? new DateTimeOffset(date, TimeOnly.MinValue, TimeSpan.Zero) : null;
}

/// <summary>The list of events, or what stands in its way.</summary>
/// <param name="Follows">Whether the reader follows the category that is shown; null where there is nothing to follow, or nobody to.</param>
public sealed record EventListModel(EventQuery Asked, ImmutableArray<Category> Categories, EventList? List, Wording? Refused, bool? Follows = null)
{
    public string Title => Category is { } category ? category.Name : "What’s on";

    public Category? Category => Categories.FirstOrDefault(category => category.CategoryId == Asked.Category);

    /// <summary><c>42 events, soonest first</c></summary>
    public string Count => List!.Found >= EventList.CountedAtMost ? $"{EventList.CountedAtMost} events or more, soonest first" : $"{Words.Count(List.Found, "event")}, soonest first";

    public string LinkTo(Category? category) => (Asked with { Category = category?.CategoryId, Cursor = null }).Link();

    /// <summary>Where the list goes on; null on its last page.</summary>
    public string? MoreLink => List?.Events.NextCursor is { } next ? (Asked with { Cursor = next }).Link() : null;

    public IEnumerable<KeyValuePair<string, string>> Cities =>
        (List?.Cities ?? []).Union(Asked.City is { } city ? [city] : [], StringComparer.OrdinalIgnoreCase)
            .Select(name => KeyValuePair.Create(name, name)).Prepend(KeyValuePair.Create("", "Anywhere"));
}
