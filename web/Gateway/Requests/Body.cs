using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Gateway;

/// <summary>A JSON body of at most <see cref="RawBody.Limit"/> bytes, checked field by field before it becomes a <typeparamref name="T"/>.</summary>
internal sealed class Body<T> : IRequestPart, IBindableFromHttpContext<Body<T>>, IEndpointParameterMetadataProvider
    where T : class
{
    private readonly T? _value;

    private Body(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    public Problem? Problem { get; }

    public T Value => _value ?? throw new InvalidOperationException("The body was refused.");

    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var raw = await RawBody.Read(context, RawBody.Limit);
        if (raw is null)
        {
            return new(null, Problems.TooLarge);
        }

        if (raw.Length > 0 && !context.Request.HasJsonContentType())
        {
            return new(null, Problems.UnsupportedMediaType);
        }

        var body = BodyShape.Read<T>(raw);
        return body.Succeeded ? new(body.Value, null) : new(null, Problems.Of(body.Refusal));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
        builder.Metadata.Add(new RefusesMetadata(Problems.Of(RefusalCode.Invalid), Problems.TooLarge, Problems.UnsupportedMediaType));
        // Counted by RawBody, which can still answer after the limit; Kestrel would cut the connection.
        builder.Metadata.Add(new DisableRequestSizeLimitAttribute());
    }
}
