using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventTicket.Sandbox;

namespace EventTicket.Tests.Sandbox;

/// <summary>
/// The parameters that the sandbox takes are held against those that the real client can send: it takes none that Stripe does not have,
/// and refuses by name each that it does not know.
/// </summary>
public sealed partial class ParameterTests : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private SandboxHost sandbox = null!;

    public static TheoryData<string> Calls => [.. Routes.All.Select(route => route.Name)];

    public async ValueTask InitializeAsync() => sandbox = await SandboxHost.Start();

    public ValueTask DisposeAsync() => sandbox.DisposeAsync();

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_call_is_where_Stripe_net_calls_it_and_takes_only_what_Stripe_net_can_send(string name)
    {
        var (route, sent) = (RouteOf(name), await StripeCall.Of(name));

        Assert.Equal((sent.Method, sent.Path), (route.Method, "/v1" + route.Path.Replace("{id}", "id_1", StringComparison.Ordinal)));
        Assert.Empty(route.Accepts.Except(sent.Parameters.Select(Shape)));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_other_parameter_of_Stripe_net_is_refused_by_its_name(string name)
    {
        var (route, sent) = (RouteOf(name), await StripeCall.Of(name));
        foreach (var parameter in sent.Parameters.Append("payment_method_types[0]").Where(parameter => !route.Accepts.Contains(Shape(parameter))))
        {
            var (status, error) = await Send(route, parameter);
            Assert.Equal((HttpStatusCode.BadRequest, "parameter_unknown", parameter, $"Received unknown parameter: {parameter}"),
                (status, Text(error, "code"), Text(error, "param"), Text(error, "message")));
        }
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Every_parameter_it_claims_to_take_is_read(string name)
    {
        var (route, sent) = (RouteOf(name), await StripeCall.Of(name));
        foreach (var parameter in sent.Parameters.Where(parameter => route.Accepts.Contains(Shape(parameter))))
        {
            var (_, error) = await Send(route, parameter);
            Assert.False(Text(error, "code") == "parameter_unknown", $"{name} says it takes {parameter}, and does not");
        }
    }

    private static Route RouteOf(string name) => Routes.All.Single(route => route.Name == name);

    private static string? Text(JsonElement error, string name) => error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var value) ? value.GetString() : null;

    private async Task<(HttpStatusCode Status, JsonElement Error)> Send(Route route, string parameter)
    {
        var url = $"{sandbox.Url}/v1{route.Path.Replace("{id}", "id_1", StringComparison.Ordinal)}";
        var get = route.Method == "GET";
        using var request = new HttpRequestMessage(new(route.Method), get ? $"{url}?{Uri.EscapeDataString(parameter)}=1" : url)
        {
            Content = get ? null : new FormUrlEncodedContent([new(parameter, "1")]),
        };
        request.Headers.Authorization = new("Bearer", "sk_test_1");
        using var answer = await sandbox.Browser.SendAsync(request, Stop);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        return (answer.StatusCode, body.RootElement.TryGetProperty("error", out var error) ? error.Clone() : default);
    }

    private static string Shape(string parameter) => Place().Replace(parameter.Replace("metadata][key]", "metadata][*]", StringComparison.Ordinal).Replace("metadata[key]", "metadata[*]", StringComparison.Ordinal), "[]");

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Place();
}
