using System.Reflection;
using EventTicket.Catalogue;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>The conditions of a search, from the query string.</summary>
internal sealed class SearchQuery : IRequestPart, IBindableFromHttpContext<SearchQuery>, IEndpointParameterMetadataProvider
{
    private static readonly QueryField[] Fields =
    [
        new("query", "Words to find in title, description, venue, city and category; the last may be a beginning.", typeof(string)),
        new("category", "The id of a category.", typeof(Guid)),
        new("city", "A city, in any case.", typeof(string)),
        new("from", "Events that start at or after this time.", typeof(DateTimeOffset)),
        new("to", "Events that start before this time.", typeof(DateTimeOffset)),
    ];

    private SearchQuery(SearchEvents search, Problem? problem) => (Search, Problem) = (search, problem);

    public SearchEvents Search { get; }

    public Problem? Problem { get; }

    public static ValueTask<SearchQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var search = new SearchEvents(
            PageQuery.Read(query), query.Text("query"), query.Id("category"), query.Text("city"), query.Time("from"), query.Time("to"));
        return ValueTask.FromResult<SearchQuery?>(new(search, query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryMetadata(Fields));
        PageQuery.Describe(builder);
    }
}
