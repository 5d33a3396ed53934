using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>Which page of a list: <c>limit</c> and <c>cursor</c> of the query string.</summary>
internal sealed class PageQuery : IRequestPart, IBindableFromHttpContext<PageQuery>, IEndpointParameterMetadataProvider
{
    private static readonly QueryField[] Fields =
    [
        new("limit", "How many entries: a whole number from 1 to 100; 20 without it.", typeof(int)),
        new("cursor", "The nextCursor of the page before; without it the first page.", typeof(string)),
    ];

    private PageQuery(PageRequest page, Problem? problem) => (Page, Problem) = (page, problem);

    public PageRequest Page { get; }

    public Problem? Problem { get; }

    public static ValueTask<PageQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var page = Read(query);
        return ValueTask.FromResult<PageQuery?>(new(page, query.Problem));
    }

    public static PageRequest Read(QueryReader query) =>
        new(query.Whole("limit", least: 1, most: 100) ?? 20, query.Text("cursor"));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => Describe(builder);

    public static void Describe(EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryMetadata(Fields));
        builder.Metadata.Add(new RefusesMetadata(Problems.Of(RefusalCode.Invalid)));
    }
}
