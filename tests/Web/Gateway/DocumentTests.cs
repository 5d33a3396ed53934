using EventTicket.Tests.Web;
using EventTicket.Web;
using EventTicket.Web.Gateway;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace EventTicket.Tests.Gateway;

/// <summary>The OpenAPI document against the endpoints that are really served.</summary>
public sealed class DocumentTests(DocumentTests.Made made) : IClassFixture<DocumentTests.Made>
{
    private readonly WebApplication app = made.App;
    private readonly OpenApiDocument document = made.Document;

    [Fact]
    public void What_is_served_on_the_gateway_is_documented_and_the_other_way_round()
    {
        var served = BuiltWeb.Endpoints(app)
            .Where(endpoint => endpoint.Metadata.GetMetadata<OnSideAttribute>()?.Side is Side.Gateway or Side.Both)
            .Select(endpoint => $"{endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single()} {Path(endpoint)}");

        // The document and the page that shows it are no calls of the contract.
        Assert.Equal(
            served.Except(["GET /openapi/{documentName}.json", "GET /docs"]).Order(StringComparer.Ordinal),
            Operations().Select(operation => operation.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_operation_says_what_it_does_and_how_it_fails() => Assert.All(Operations(), call =>
    {
        var (name, operation) = call;
        Assert.False(string.IsNullOrWhiteSpace(operation.Summary), name);
        Assert.False(string.IsNullOrWhiteSpace(operation.Description), name);
        Assert.NotNull(operation.Tags?.Single().Name);
        Assert.Contains(operation.Responses!, answer => answer.Key.StartsWith('2'));
        Assert.All(operation.Responses!.Where(answer => answer.Key[0] is '4' or '5'), answer =>
        {
            Assert.Equal(Problem.ContentType, answer.Value.Content!.Single().Key);
            Assert.NotEmpty(answer.Value.Content!.Single().Value.Examples!);
        });
        Assert.Equal(operation.Responses!.ContainsKey("401") && !name.EndsWith("/login", StringComparison.Ordinal), operation.Security is { Count: > 0 });
    });

    [Fact]
    public void Every_body_has_an_example() => Assert.All(
        Operations().Where(call => call.Operation.RequestBody is not null && !call.Name.EndsWith("/webhook", StringComparison.Ordinal)),
        call => Assert.NotEmpty(call.Operation.RequestBody!.Content!["application/json"].Schema!.Examples!));

    [Fact]
    public void Operations_have_ids_of_their_own()
    {
        var ids = Operations().Select(call => call.Operation.OperationId).ToList();

        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public async Task It_is_written_as_openapi_3_1()
    {
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, TestContext.Current.CancellationToken);

        Assert.Contains("\"openapi\": \"3.1", json, StringComparison.Ordinal);
        Assert.Contains("\"Idempotency-Key\"", json, StringComparison.Ordinal);
        Assert.Contains("\"scheme\": \"bearer\"", json, StringComparison.Ordinal);
    }

    private IEnumerable<(string Name, OpenApiOperation Operation)> Operations() => document.Paths.SelectMany(path =>
        (path.Value.Operations ?? []).Select(operation => ($"{operation.Key.Method} {path.Key}", operation.Value)));

    private static string Path(RouteEndpoint endpoint) =>
        "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal);

    /// <summary>The document, made once: that takes seconds.</summary>
    public sealed class Made : IAsyncLifetime
    {
        internal WebApplication App { get; } = BuiltWeb.Build();

        internal OpenApiDocument Document { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Document = await App.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentSetup.Name).GetOpenApiDocumentAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
