using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>Which days to compare, and where to go on.</summary>
internal sealed class LedgerQuery : IRequestPart, IBindableFromHttpContext<LedgerQuery>, IEndpointParameterMetadataProvider
{
    private static readonly QueryField[] Fields =
    [
        new("from", "The first day, UTC, such as 2026-11-01.", typeof(DateOnly)),
        new("to", "The last day, UTC.", typeof(DateOnly)),
        new("cursor", "The nextCursor of the part before; without it the first part.", typeof(string)),
    ];

    private LedgerQuery(DateOnly from, DateOnly to, string? cursor, Problem? problem) => (From, To, Cursor, Problem) = (from, to, cursor, problem);

    public DateOnly From { get; }

    public DateOnly To { get; }

    public string? Cursor { get; }

    public Problem? Problem { get; }

    public static ValueTask<LedgerQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        var (from, to, cursor) = (query.Day("from"), query.Day("to"), query.Text("cursor"));
        return ValueTask.FromResult<LedgerQuery?>(new(from, to, cursor, query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new QueryMetadata(Fields));
        builder.Metadata.Add(new RefusesMetadata(Problems.Of(RefusalCode.Invalid)));
    }
}
