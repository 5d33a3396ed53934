using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace EventTicket.Web.Gateway;

/// <summary>The document as the page shows it: operations by topic, each with all of its addresses.</summary>
/// <param name="About">Paragraphs.</param>
public sealed record DocsPage(string Title, IReadOnlyList<string> About, IReadOnlyList<DocsTopic> Topics)
{
    public static DocsPage Of(OpenApiDocument document) => new(
        document.Info.Title ?? "",
        (document.Info.Description ?? "").Replace("`", "", StringComparison.Ordinal).Split("\n\n"),
        [.. document.Paths
            .SelectMany(path => (path.Value.Operations ?? []).Select(operation => (Path: path.Key, Method: operation.Key.Method, Operation: operation.Value)))
            .GroupBy(call => (call.Method, call.Operation.Summary))
            .Select(calls => DocsCall.Of(calls.Key.Method, [.. calls.Select(call => call.Path)], calls.First().Operation))
            .GroupBy(call => call.Topic)
            .Select(topic => new DocsTopic(topic.Key, [.. topic]))]);
}

public sealed record DocsTopic(string Name, IReadOnlyList<DocsCall> Calls);

/// <param name="Body">An example; null when the call takes no body.</param>
public sealed record DocsCall(
    string Topic,
    string Id,
    string Method,
    IReadOnlyList<string> Paths,
    string Summary,
    string Description,
    bool NeedsToken,
    IReadOnlyList<DocsField> Fields,
    string? Body,
    IReadOnlyList<DocsAnswer> Answers)
{
    internal static DocsCall Of(string method, IReadOnlyList<string> paths, OpenApiOperation operation) => new(
        operation.Tags?.FirstOrDefault()?.Name ?? "other",
        operation.OperationId ?? "",
        method,
        paths,
        operation.Summary ?? "",
        operation.Description ?? "",
        operation.Security is { Count: > 0 },
        [.. (operation.Parameters ?? []).Select(field => new DocsField(field.Name ?? "", field.In?.ToString().ToLowerInvariant() ?? "", field.Description ?? ""))],
        operation.RequestBody?.Content is { Count: > 0 } content ? Example(content.First().Value.Schema) : null,
        [.. (operation.Responses ?? []).Select(answer => new DocsAnswer(answer.Key, answer.Value.Description ?? "", Example(answer.Value.Content?.FirstOrDefault().Value?.Schema)))]);

    private static string? Example(IOpenApiSchema? schema) => schema?.Examples?.FirstOrDefault() is JsonNode example
        ? example.ToJsonString(new(GatewayJson.Options) { WriteIndented = true })
        : null;
}

/// <param name="Place"><c>path</c>, <c>query</c> or <c>header</c>.</param>
public sealed record DocsField(string Name, string Place, string Description);

/// <param name="Example">The body of a success; null when there is none to show.</param>
public sealed record DocsAnswer(string Status, string Description, string? Example);
