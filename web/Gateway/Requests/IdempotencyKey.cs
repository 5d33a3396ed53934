using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;

namespace EventTicket.Web.Gateway;

/// <summary>The caller's own id of a changing call, from the header <c>Idempotency-Key</c>; without the header a fresh one, which nobody can repeat.</summary>
internal sealed class IdempotencyKey : IRequestPart, IBindableFromHttpContext<IdempotencyKey>, IEndpointParameterMetadataProvider
{
    public const string Header = "Idempotency-Key";

    public const int MostCharacters = 200;

    private IdempotencyKey(string value, Problem? problem, bool isGiven = true) => (Value, Problem, IsGiven) = (value, problem, isGiven);

    public string Value { get; }

    /// <summary>False: nobody can repeat it.</summary>
    public bool IsGiven { get; }

    public Problem? Problem { get; }

    /// <summary>The operation, with a fingerprint of its name, the ids of its address and the body as it was understood; white space and the address's other names do not count.</summary>
    public Operation For<T>(string operation, T body, params IEnumerable<Guid> ids) =>
        Operations.Of(Value, [operation, .. ids.Select(id => id.ToString()), JsonSerializer.Serialize(body, GatewayJson.Options)]);

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        ValueTask.FromResult<IdempotencyKey?>(Of(context.Request.Headers[Header]));

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        builder.Metadata.Add(new TakesIdempotencyKey());
        builder.Metadata.Add(new RefusesMetadata(Problems.Of(RefusalCode.Invalid), Problems.Of(RefusalCode.IdempotencyKeyReused)));
    }

    private static IdempotencyKey Of(Microsoft.Extensions.Primitives.StringValues header) => header.Count switch
    {
        0 => new(RandomNumberGenerator.GetHexString(32, lowercase: true), null, isGiven: false),
        1 when header[0] is { Length: >= 1 and <= MostCharacters } key && key.All(c => c is > ' ' and < '\x7f') => new(key, null),
        _ => new("", Problems.Of(Refusal.Invalid(Header, $"Must be one header of 1 to {MostCharacters} visible ASCII characters."))),
    };
}

/// <summary>Tells the OpenAPI document that an operation takes the header.</summary>
internal sealed class TakesIdempotencyKey;
