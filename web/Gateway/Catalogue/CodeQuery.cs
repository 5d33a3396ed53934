using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>A code, from the query string.</summary>
internal sealed class CodeQuery : IRequestPart, IBindableFromHttpContext<CodeQuery>, IEndpointParameterMetadataProvider
{
    private CodeQuery(string? code, Problem? problem) => (Code, Problem) = (code, problem);

    public string? Code { get; }

    public Problem? Problem { get; }

    public static ValueTask<CodeQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request.Query);
        return ValueTask.FromResult<CodeQuery?>(new(query.Text("code"), query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new QueryMetadata([new("code", "An access code: what it unlocks is shown too.", typeof(string))]));
}
