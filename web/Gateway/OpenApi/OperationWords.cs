using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EventTicket.Web.Gateway;

/// <summary>Tells of each operation what its own types cannot: query fields, headers, sign-in and every problem it answers with.</summary>
internal sealed class OperationWords : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId = $"{context.Description.HttpMethod}-{context.Description.RelativePath}".ToLowerInvariant()
            .Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal).Replace(":guid", "", StringComparison.Ordinal).Replace('/', '-');
        operation.Parameters ??= [];
        foreach (var field in metadata.OfType<QueryMetadata>().SelectMany(query => query.Fields))
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = field.Name,
                In = ParameterLocation.Query,
                Description = field.Description,
                Schema = await context.GetOrCreateSchemaAsync(field.Type, null, cancellationToken),
            });
        }

        if (metadata.OfType<TakesIdempotencyKey>().Any())
        {
            operation.Parameters.Add(Header(IdempotencyKey.Header, "Your own id of this call, 1 to 200 visible ASCII characters: repeated within 24 hours it has one effect.", "4f1c9a"));
        }

        if (metadata.OfType<TakesIfMatch>().Any())
        {
            operation.Parameters.Add(Header("If-Match", "The ETag the change is based on; refused with 412 when the event has another.", IfMatch.Tag(3)));
        }

        var signIn = SignIn(metadata);
        if (signIn.Length > 0)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(DocumentSetup.Bearer, context.Document)] = [] }];
        }

        var document = context.Document ?? throw new InvalidOperationException("An operation belongs to a document.");
        if (document.Components?.Schemas?.ContainsKey(nameof(Problem)) != true)
        {
            document.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken));
        }

        var problem = new OpenApiSchemaReference(nameof(Problem), document);
        Problem[] always = [Problems.Of(RefusalCode.Busy), Problems.Unexpected];
        var problems = metadata.OfType<RefusesMetadata>().SelectMany(refuses => refuses.Problems).Concat(signIn).Concat(always);
        ProblemAnswers.Add(operation, problems.DistinctBy(one => one.Code), problem);
    }

    private static Problem[] SignIn(IList<object> metadata)
    {
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            return [];
        }

        var role = metadata.OfType<IAuthorizeData>().Select(asked => asked.Policy).LastOrDefault();
        return role is null or Policies.User
            ? [Problems.Of(RefusalCode.NotSignedIn)]
            : [Problems.Of(RefusalCode.NotSignedIn), Problems.Of(RefusalCode.Forbidden)];
    }

    private static OpenApiParameter Header(string name, string description, string example) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        Example = example,
    };
}
