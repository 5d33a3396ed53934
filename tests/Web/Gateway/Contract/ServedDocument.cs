using System.Net;
using System.Text.Json;
using EventTicket.Tests.Web.Access;

namespace EventTicket.Tests.Gateway.Contract;

/// <summary>The OpenAPI document that a running gateway serves.</summary>
internal sealed class ServedDocument
{
    private readonly JsonSchema schemas;
    private readonly Dictionary<string, JsonElement> operations;

    private ServedDocument(JsonElement document)
    {
        schemas = new JsonSchema(document);
        operations = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Name: Name(operation.Name, path.Name), operation.Value)))
            .ToDictionary(operation => operation.Name, operation => operation.Value);
    }

    public static async Task<ServedDocument> Read(Desk desk) => new((await desk.Send("GET", "/openapi/v1.json")).Must(HttpStatusCode.OK).Json);

    /// <summary>A line for everything about a call and its answer that the document lacks or says otherwise.</summary>
    /// <param name="address">With the things it is about by name, as in the table.</param>
    /// <param name="body">What was sent; null for nothing.</param>
    public IEnumerable<string> Misfits(string method, string address, string? body, Reply reply)
    {
        if (!operations.TryGetValue(Name(method, address.Split('?')[0]), out var operation))
        {
            return ["is not in the document"];
        }

        return Query(operation, address).Concat(Sent(operation, body)).Concat(Answered(operation, reply));
    }

    private static IEnumerable<string> Query(JsonElement operation, string address)
    {
        var said = operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(one => one.GetProperty("in").GetString() == "query").Select(one => one.GetProperty("name").GetString()).ToHashSet()
            : [];
        return address.Split('?').Skip(1).SelectMany(query => query.Split('&')).Select(field => field.Split('=')[0])
            .Where(field => !said.Contains(field)).Select(field => $"takes {field} in its query, which is not in the document");
    }

    private IEnumerable<string> Sent(JsonElement operation, string? body)
    {
        if (body is null)
        {
            return [];
        }

        return operation.TryGetProperty("requestBody", out var said) && said.GetProperty("content").TryGetProperty("application/json", out var content)
            ? schemas.Misfits(content.GetProperty("schema"), JsonDocument.Parse(body).RootElement, "the body")
            : ["takes a body that is not in the document"];
    }

    private IEnumerable<string> Answered(JsonElement operation, Reply reply)
    {
        var status = $"{(int)reply.Status}";
        if (!operation.GetProperty("responses").TryGetProperty(status, out var said))
        {
            return [$"answers {status}, which is not in the document"];
        }

        if (!said.TryGetProperty("content", out var content))
        {
            return reply.Text is "" ? [] : [$"answers {status} with a body that is not in the document"];
        }

        if (!content.TryGetProperty(reply.ContentType ?? "", out var media))
        {
            return [$"answers {status} as {reply.ContentType}, which is not in the document"];
        }

        return reply.ContentType!.EndsWith("json", StringComparison.Ordinal) ? schemas.Misfits(media.GetProperty("schema"), reply.Json, "the answer") : [];
    }

    private static string Name(string method, string path) => $"{method.ToUpperInvariant()} {AccessTable.Unnamed(path)}";
}
