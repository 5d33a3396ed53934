using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>What to look for in a list, and which page of it: <c>query</c>, <c>limit</c> and <c>cursor</c> of the query string.</summary>
internal sealed class FindQuery : IRequestPart, IBindableFromHttpContext<FindQuery>, IEndpointParameterMetadataProvider
{
    private static readonly QueryField[] Fields = [new("query", "Words, or the beginnings of words, to find; without it the whole list.", typeof(string))];

    private FindQuery(string? query, PageRequest page, Problem? problem) => (Query, Page, Problem) = (query, page, problem);

    public string? Query { get; }

    public PageRequest Page { get; }

    public Problem? Problem { get; }

    public static ValueTask<FindQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var (page, text) = (PageQuery.Read(query), query.Text("query"));
        return ValueTask.FromResult<FindQuery?>(new(text, page, query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryMetadata(Fields));
        PageQuery.Describe(builder);
    }
}
