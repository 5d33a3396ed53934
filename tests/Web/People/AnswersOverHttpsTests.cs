using System.Net;

namespace EventTicket.Tests.People;

/// <summary>What answers say to browsers when something breaks or somebody asks too often, over HTTPS and not.</summary>
public sealed class AnswersOverHttpsTests : IAsyncLifetime
{
    private static readonly (string, string) Once = ("Limits:PerAddress", "1");

    private PeopleCluster people = null!;

    public async ValueTask InitializeAsync() => people = await PeopleCluster.Start();

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_goes_wrong_the_answer_is_as_closed_as_any(bool https)
    {
        await using var web = await WebOfPeople.Start(people, Once, ("Site:PublicUrl", https ? "https://tickets.example.org" : "http://localhost:8000"));
        foreach (var side in (HttpClient[])[web.Site, web.Gateway])
        {
            await Check(side, HttpMethod.Get, "/open", HttpStatusCode.OK, https);
            await Check(side, HttpMethod.Get, "/nowhere", HttpStatusCode.NotFound, https);
            await Check(side, HttpMethod.Get, "/limited", HttpStatusCode.MethodNotAllowed, https);
            await Check(side, HttpMethod.Get, "/broken", HttpStatusCode.InternalServerError, https);
        }

        await Check(web.Site, HttpMethod.Get, "/me", HttpStatusCode.Redirect, https);
        await Check(web.Gateway, HttpMethod.Get, "/me", HttpStatusCode.Unauthorized, https);
        await Check(web.Site, HttpMethod.Post, "/limited", HttpStatusCode.OK, https);
        await Check(web.Site, HttpMethod.Post, "/limited", HttpStatusCode.TooManyRequests, https);
        await Check(web.Gateway, HttpMethod.Post, "/limited", HttpStatusCode.TooManyRequests, https);
    }

    [Fact]
    public async Task A_trusted_proxy_that_says_https_is_believed_and_a_stranger_is_not()
    {
        await using var behind = await WebOfPeople.Start(people, ("Site:TrustedProxies", "127.0.0.1"));
        await using var open = await WebOfPeople.Start(people);

        await Check(behind.Site, HttpMethod.Get, "/open", HttpStatusCode.OK, https: true, forwardedProto: "https");
        await Check(behind.Site, HttpMethod.Get, "/open", HttpStatusCode.OK, https: false, forwardedProto: "http");
        await Check(open.Site, HttpMethod.Get, "/open", HttpStatusCode.OK, https: false, forwardedProto: "https");
    }

    private static async Task Check(HttpClient side, HttpMethod method, string path, HttpStatusCode status, bool https, string? forwardedProto = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (forwardedProto is not null)
        {
            request.Headers.Add("X-Forwarded-Proto", forwardedProto);
        }

        using var answer = await side.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((path, status), (path, answer.StatusCode));
        Assert.Empty(EventTicket.Tests.Web.AnswerHeaders.Wrong(answer, https));
    }
}
