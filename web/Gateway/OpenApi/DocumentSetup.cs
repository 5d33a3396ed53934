using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EventTicket.Web.Gateway;

/// <summary>The gateway's contract as an OpenAPI document, made from the endpoints themselves.</summary>
internal static class DocumentSetup
{
    public const string Name = "v1";

    public const string Bearer = "bearer";

    private const string About = """
        Sells places at events. Money is in minor units of its currency, times are in UTC.

        Log in for a token and send it as `Authorization: Bearer <token>`. A changing call may carry an `Idempotency-Key` of your own:
        repeated with the same key it has one effect and the same answer for 24 hours; with the key and another body it is refused.
        Errors are `application/problem+json` (RFC 9457) with a stable `code`. 429 and 503 say in `Retry-After` when to ask again.
        Where an operation has several addresses, each is the same operation.
        """;

    public static void AddDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = call => call.ActionDescriptor.EndpointMetadata.OfType<OnSideAttribute>().LastOrDefault()?.Side is Side.Gateway or Side.Both;
        // A patch is a JSON object like any other to the reader, but not to the one who looks it up.
        options.CreateSchemaReferenceId = type => type.Type == typeof(JsonObject) ? "EventPatch" : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddOperationTransformer<OperationWords>();
        options.AddSchemaTransformer<SchemaWords>();
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "EventTicket", Version = Name, Description = About };
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The token that POST /auth/login answers.",
            });
            return Task.CompletedTask;
        });
    });

    // Making it takes seconds of a core, and anybody may ask for it.
    public static void MapDocument(this IEndpointRouteBuilder gateway) =>
        gateway.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().CacheOutput(made => made.Expire(TimeSpan.FromDays(1)).SetVaryByHost(false));
}
