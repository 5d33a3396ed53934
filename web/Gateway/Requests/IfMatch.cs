using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>The version a change is based on, from the header <c>If-Match</c>; a tag that we did not make matches nothing.</summary>
internal sealed class IfMatch : IBindableFromHttpContext<IfMatch>, IEndpointParameterMetadataProvider
{
    private const int NoVersion = -1;

    private IfMatch(int? version) => Version = version;

    /// <summary>Null: whatever is there.</summary>
    public int? Version { get; }

    public static string Tag(int version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var tag = context.Request.Headers.IfMatch.ToString().Trim();
        var known = int.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version);
        return ValueTask.FromResult<IfMatch?>(new(tag is "" or "*" ? null : known ? version : NoVersion));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new TakesIfMatch());
        builder.Metadata.Add(new RefusesMetadata(Problems.Of(RefusalCode.PreconditionFailed)));
    }
}

/// <summary>Tells the OpenAPI document that an operation takes the header.</summary>
internal sealed class TakesIfMatch;
