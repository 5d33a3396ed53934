using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace EventTicket.Tests.Web.Site;

/// <summary>
/// Answers that no row of access.txt gets: files, and errors that are made before there is an endpoint. The rows look at headers
/// themselves. What is no HTTP at all, such as a path with %00, Kestrel turns away with an empty 400 before any of ours sees it.
/// </summary>
[Collection(StackCollection.Name)]
public sealed class AnswerHeadersTests(Stack stack)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/site.css")]
    [InlineData("HEAD", "/site.css")]
    [InlineData("GET", "/site.js")]
    [InlineData("GET", "/favicon.svg")]
    [InlineData("GET", "/robots.txt")]
    [InlineData("GET", "/fonts/bricolage-grotesque-latin.woff2")]
    [InlineData("GET", "/docs/docs.js")]
    [InlineData("GET", "/docs")]
    [InlineData("GET", "/nowhere")]
    [InlineData("GET", "/..%2f..%2fetc%2fpasswd")]
    [InlineData("DELETE", "/")]
    [InlineData("DELETE", "/auth/login")]
    [InlineData("PUT", "/login")]
    [InlineData("POST", "/login")]
    [InlineData("POST", "/auth/login")]
    [InlineData("OPTIONS", "/events")]
    [InlineData("TRACE", "/")]
    [InlineData("GET", "/error/400")]
    [InlineData("GET", "/error/429")]
    [InlineData("GET", "/error/500")]
    [InlineData("GET", "/error/503")]
    public async Task Files_and_errors_say_what_browsers_may_do_with_them(string method, string path)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var side in (string[])[stack.SiteUrl, stack.GatewayUrl])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), side + path);
            request.Content = method == "POST" ? new StringContent("{", Encoding.UTF8, "text/plain") : null;
            using var answer = await http.SendAsync(request, Stop);
            Assert.Empty(AnswerHeaders.Wrong(answer));
        }
    }

    [Fact]
    public async Task So_do_parts_of_files_files_that_are_known_already_and_refusals_of_what_is_too_large()
    {
        using var http = new HttpClient();
        using var whole = await http.GetAsync($"{stack.SiteUrl}/site.css", Stop);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"{stack.SiteUrl}/site.css") { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        using var part = new HttpRequestMessage(HttpMethod.Get, $"{stack.SiteUrl}/site.css") { Headers = { Range = new RangeHeaderValue(0, 9) } };
        using var large = new HttpRequestMessage(HttpMethod.Post, $"{stack.GatewayUrl}/auth/login") { Content = new StringContent(new string('a', 2_000_000), Encoding.UTF8, "application/json") };
        foreach (var (request, status) in (ReadOnlySpan<(HttpRequestMessage, HttpStatusCode)>)[(again, HttpStatusCode.NotModified), (part, HttpStatusCode.PartialContent), (large, HttpStatusCode.RequestEntityTooLarge)])
        {
            using var answer = http.Send(request, Stop);
            Assert.Equal(status, answer.StatusCode);
            Assert.Empty(AnswerHeaders.Wrong(answer));
        }
    }
}
