using System.Globalization;
using System.Text.Json;
using Microsoft.OpenApi;

namespace EventTicket.Web.Gateway;

/// <summary>The error responses of an operation: one for each status, with every problem of that status as an example.</summary>
internal static class ProblemAnswers
{
    public static void Add(OpenApiOperation operation, IEnumerable<Problem> problems, IOpenApiSchema schema)
    {
        operation.Responses ??= [];
        foreach (var status in problems.GroupBy(problem => problem.Status).OrderBy(status => status.Key))
        {
            operation.Responses[status.Key.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join("; ", status.Select(problem => $"`{problem.Code}`: {problem.Title}")),
                Headers = status.Key is 429 or 503 ? RetryAfter() : null,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [Problem.ContentType] = new OpenApiMediaType
                    {
                        Schema = schema,
                        Examples = status.ToDictionary(problem => problem.Code, Example),
                    },
                },
            };
        }
    }

    private static IOpenApiExample Example(Problem problem)
    {
        var shown = problem.Code == "invalid"
            ? problem with { Errors = new Dictionary<string, string[]> { ["items[0].quantity"] = ["Must be a whole number from 1 to 1,000,000."] } }
            : problem;
        return new OpenApiExample { Value = JsonSerializer.SerializeToNode(shown, GatewayJson.Options) };
    }

    private static Dictionary<string, IOpenApiHeader> RetryAfter() => new()
    {
        ["Retry-After"] = new OpenApiHeader
        {
            Description = "Whole seconds until it is worth asking again, at least 1.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1" },
        },
    };
}
