using System.Net;
using EventTicket.Sessions;

namespace EventTicket.Tests.People;

public sealed class NobodySignedInTests : IAsyncLifetime
{
    private PeopleCluster people = null!;
    private WebOfPeople web = null!;

    public async ValueTask InitializeAsync()
    {
        people = await PeopleCluster.Start();
        web = await WebOfPeople.Start(people);
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await people.DisposeAsync();
    }

    [Theory]
    [InlineData("/me")]
    [InlineData("/user")]
    [InlineData("/manager")]
    [InlineData("/admin")]
    public async Task What_is_not_said_to_be_open_is_closed(string path)
    {
        using var site = await web.Site.Send(HttpMethod.Get, path);
        using var gateway = await web.Gateway.Send(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.Redirect, site.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, gateway.StatusCode);
        Assert.Equal("Bearer", gateway.Headers.WwwAuthenticate.ToString());
        Assert.Null(gateway.Headers.Location);
    }

    [Fact]
    public async Task What_is_open_is_open_and_what_is_not_there_is_not_found()
    {
        foreach (var side in (HttpClient[])[web.Site, web.Gateway])
        {
            Assert.Equal(HttpStatusCode.OK, await side.Get("/open"));
            Assert.Equal(HttpStatusCode.NotFound, await side.Get("/nowhere"));
            using var wrongMethod = await side.Send(HttpMethod.Delete, "/open");
            Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
        }
    }

    [Fact]
    public async Task The_way_to_log_in_leads_back()
    {
        using var page = await web.Site.Send(HttpMethod.Get, "/me?tab=2&x=a b");

        Assert.Equal("/login?returnUrl=%2Fme%3Ftab%3D2%26x%3Da%2520b", page.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_form_leads_back_to_the_page_it_stood_on_and_never_to_another_site()
    {
        using var own = await web.Site.Send(HttpMethod.Post, "/posted", referer: $"http://127.0.0.1:{web.Ports.Site}/open?a=1");
        using var foreign = await web.Site.Send(HttpMethod.Post, "/posted", referer: "http://evil.example/open");
        using var none = await web.Site.Send(HttpMethod.Post, "/posted");

        Assert.Equal("/login?returnUrl=%2Fopen%3Fa%3D1", own.Headers.Location?.OriginalString);
        Assert.Equal("/login", foreign.Headers.Location?.OriginalString);
        Assert.Equal("/login", none.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_token_or_cookie_that_is_none_opens_nothing()
    {
        foreach (var token in (string[])["", "x", SessionToken.New(), new string('x', 5000)])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await web.Gateway.Get("/me", bearer: token));
            Assert.Equal(HttpStatusCode.Redirect, await web.Site.Get("/me", $"eventticket-{web.Ports.Site}={token}"));
        }
    }
}
