using System.Net;
using System.Text;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class ProblemTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/nowhere")]
    [InlineData("GET", "/purchase/orders/not-an-id")]
    [InlineData("GET", "/error/500")]
    [InlineData("GET", "/catalog/events/1")]
    public async Task An_unknown_address_reads_like_an_unknown_order(string method, string path)
    {
        var user = await desk.User();
        var unknown = (await desk.Send("GET", $"/purchase/orders/{Guid.NewGuid()}", user.Token)).MustBe(HttpStatusCode.NotFound, "not-found");

        Assert.Equal(unknown.Text, (await desk.Send(method, path)).Must(HttpStatusCode.NotFound).Text);
    }

    [Fact]
    public async Task Another_method_is_named()
    {
        (await desk.Send("DELETE", "/auth/login")).MustBe(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        (await desk.Send("PUT", "/purchase/tickets")).MustBe(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Theory]
    [InlineData("{\"eventId\":")]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{\"eventId\":1,\"eventId\":2}")]
    [InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}}")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        var user = await desk.User();

        (await desk.Send("POST", "/purchase/tickets", user.Token, body)).MustBlame("body");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Another_content_type_is_refused(string? contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/auth/login") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}")) };
        request.Content.Headers.ContentType = contentType is null ? null : new(contentType);

        (await desk.Send(request)).MustBe(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_of_two_megabytes_is_too_large(bool chunked)
    {
        var user = await desk.User();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/purchase/tickets") { Content = new StringContent($"\"{new string('a', 2_000_000)}\"", Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new("Bearer", user.Token);
        request.Headers.TransferEncodingChunked = chunked;

        (await desk.Send(request)).MustBe(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    [Fact]
    public async Task Text_that_no_database_can_keep_is_refused()
    {
        var user = await desk.User();

        (await desk.Send("PATCH", "/user_data/profile", user.Token, "{\"name\":\"a\\u0000b\"}")).MustBlame("name");
        (await desk.Send("PATCH", "/user_data/profile", user.Token, "{\"name\":\"\\ud800\"}")).MustBlame("name");
    }

    [Theory]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer ")]
    public async Task A_token_that_opens_nothing_is_not_signed_in(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/user_data/profile");
        request.Headers.TryAddWithoutValidation("Authorization", header);

        (await desk.Send(request)).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
    }

    [Fact]
    public async Task Health_answers_on_both_ports()
    {
        using var http = new HttpClient();
        foreach (var address in (string[])[stack.SiteUrl, stack.GatewayUrl])
        {
            Assert.Equal("live", await http.GetStringAsync($"{address}/health/live", TestContext.Current.CancellationToken));
            Assert.Equal("ready", await http.GetStringAsync($"{address}/health/ready", TestContext.Current.CancellationToken));
        }
    }
}
