using System.Net;
using EventTicket.Users;

namespace EventTicket.Tests.People;

public sealed class SignedInTests : IAsyncLifetime
{
    private PeopleCluster people = null!;
    private WebOfPeople web = null!;

    public async ValueTask InitializeAsync()
    {
        people = await PeopleCluster.Start();
        web = await WebOfPeople.Start(people);
        await people.Register("ada@example.org");
    }

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        await people.DisposeAsync();
    }

    [Fact]
    public async Task The_cookie_opens_the_site_and_means_nothing_on_the_gateway()
    {
        var (cookie, _, _) = await web.LogIn("ada@example.org");

        Assert.Equal(HttpStatusCode.OK, await web.Site.Get("/me", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await web.Gateway.Get("/me", cookie));
    }

    [Fact]
    public async Task The_token_opens_the_gateway_and_means_nothing_on_the_site()
    {
        var (token, session) = await people.LogIn("ada@example.org");

        using var answer = await web.Gateway.Send(HttpMethod.Get, "/me", bearer: token);

        Assert.Equal(new Caller(session.UserId, Role.User).ToString(), await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Redirect, await web.Site.Get("/me", bearer: token));
    }

    [Fact]
    public async Task The_cookie_is_small_hidden_from_scripts_and_named_by_the_port()
    {
        var (cookie, line, token) = await web.LogIn("ada@example.org");

        Assert.StartsWith($"eventticket-{web.Ports.Site}=", cookie, StringComparison.Ordinal);
        Assert.InRange(cookie.Length, 50, 500);
        Assert.DoesNotContain(token, line, StringComparison.Ordinal);
        Assert.Contains("httponly", line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("expires=", line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", line, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Behind_https_the_cookie_belongs_to_the_host_and_is_never_sent_in_clear()
    {
        await using var secure = await WebOfPeople.Start(people, ("Site:PublicUrl", "https://tickets.example.org"));

        var (_, line, _) = await secure.LogIn("ada@example.org");

        Assert.StartsWith("__Host-eventticket-443=", line, StringComparison.Ordinal);
        Assert.Contains("; secure", line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Logging_out_ends_the_session_for_every_copy_of_cookie_and_token()
    {
        var (cookie, _, token) = await web.LogIn("ada@example.org");

        using var answer = await web.Site.Send(HttpMethod.Post, "/logout", cookie);

        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(answer.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, await web.Site.Get("/me", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await web.Gateway.Get("/me", bearer: token));
    }

    [Fact]
    public async Task Logging_out_on_the_gateway_ends_the_session_too()
    {
        var (token, _) = await people.LogIn("ada@example.org");

        using var answer = await web.Gateway.Send(HttpMethod.Post, "/logout", bearer: token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, await web.Gateway.Get("/me", bearer: token));
    }

    [Fact]
    public async Task Logging_in_again_makes_a_new_session_and_ends_the_old()
    {
        var bob = await people.Register("bob@example.org");
        var first = await web.LogIn("ada@example.org");

        var second = await web.LogIn("bob@example.org", first.Cookie);

        Assert.NotEqual(first.Token, second.Token);
        Assert.Equal(HttpStatusCode.Redirect, await web.Site.Get("/me", first.Cookie));
        using var me = await web.Site.Send(HttpMethod.Get, "/me", second.Cookie);
        Assert.Equal(
            new Caller(bob.UserId, Role.User).ToString(),
            await me.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Web_processes_of_one_site_know_each_others_cookies_and_so_does_the_next_start()
    {
        var publicUrl = ("Site:PublicUrl", "http://localhost:24800");
        string cookie;
        await using (var one = await WebOfPeople.Start(people, publicUrl))
        {
            await using var other = await WebOfPeople.Start(people, publicUrl);
            (cookie, _, _) = await one.LogIn("ada@example.org");

            Assert.Equal(HttpStatusCode.OK, await other.Site.Get("/me", cookie));
        }

        await using var next = await WebOfPeople.Start(people, publicUrl);
        Assert.Equal(HttpStatusCode.OK, await next.Site.Get("/me", cookie));
        Assert.Single(await people.Grains.KeyRing().Read());
    }

    [Theory]
    [InlineData("log-out")]
    [InlineData("new password")]
    [InlineData("deactivation")]
    [InlineData("ended from the list")]
    public async Task What_is_over_is_refused_by_every_web_process_at_once(string why)
    {
        var publicUrl = ("Site:PublicUrl", "http://localhost:24801");
        await using var one = await WebOfPeople.Start(people, publicUrl);
        await using var other = await WebOfPeople.Start(people, publicUrl);
        await people.Service<Enrolment>().Ensure("grace@example.org", "a quiet harbour", "Grace", Role.Manager);
        var (cookie, _, token) = await one.LogIn("grace@example.org");
        Assert.Equal(HttpStatusCode.OK, await other.Site.Get("/manager", cookie));
        Assert.Equal(HttpStatusCode.OK, await other.Gateway.Get("/manager", bearer: token));

        await End(one, cookie, token, why);

        Assert.Equal(HttpStatusCode.Redirect, await other.Site.Get("/me", cookie));
        Assert.Equal(HttpStatusCode.Unauthorized, await other.Gateway.Get("/me", bearer: token));
        Assert.Equal(HttpStatusCode.Redirect, await one.Site.Get("/me", cookie));
    }

    [Theory]
    [InlineData(Role.User, "OK", "Forbidden", "Forbidden")]
    [InlineData(Role.Manager, "OK", "OK", "Forbidden")]
    [InlineData(Role.Admin, "OK", "OK", "OK")]
    public async Task Each_role_can_do_all_that_the_one_before_it_can(Role role, string user, string manager, string admin)
    {
        await people.Service<Enrolment>().Ensure("role@example.org", "a quiet harbour", "Role", role);
        var (cookie, _, token) = await web.LogIn("role@example.org");

        foreach (var (path, expected) in ((string, string)[])[("/user", user), ("/manager", manager), ("/admin", admin)])
        {
            Assert.Equal(expected, (await web.Site.Get(path, cookie)).ToString());
            Assert.Equal(expected, (await web.Gateway.Get(path, bearer: token)).ToString());
        }
    }

    private async Task End(WebOfPeople web, string cookie, string token, string why)
    {
        var session = (await people.Grains.Session(token).Read()).Value!;
        var ended = why switch
        {
            "new password" => (await people.Grains.Accounts().ChangePassword(new(session.UserId, "a quiet harbour", "a quiet lagoon", PeopleCluster.From))).Succeeded,
            "deactivation" => (await people.Grains.GetGrain<IAccountGrain>(session.UserId).ChangeOffice(Guid.NewGuid(), new(new("k", "f"), session.UserId, Active: false, Name: null))).Succeeded,
            "ended from the list" => (await people.Grains.User(session.UserId).EndSession(session.SessionId)).Succeeded,
            _ => (await web.Site.Send(HttpMethod.Post, "/logout", cookie)).StatusCode == HttpStatusCode.OK,
        };
        Assert.True(ended);
    }
}
