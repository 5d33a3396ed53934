using System.Net;
using EventTicket.Web;
using Microsoft.AspNetCore.Builder;

namespace EventTicket.Tests.People;

public sealed class PerAddressLimitTests : IAsyncLifetime
{
    private static readonly (string, string) Three = ("Limits:PerAddress", "3");

    private PeopleCluster people = null!;

    public async ValueTask InitializeAsync() => people = await PeopleCluster.Start();

    public ValueTask DisposeAsync() => people.DisposeAsync();

    [Fact]
    public async Task One_address_may_ask_only_so_often_and_is_told_when_to_come_back()
    {
        await using var web = await WebOfPeople.Start(people, Three);
        Assert.Equal(3, await Served(web.Site, 3));

        using var refused = await web.Gateway.Send(HttpMethod.Post, "/limited");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter?.Delta ?? TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, await web.Site.Get("/open"));
    }

    [Fact]
    public async Task Web_processes_count_together()
    {
        await using var one = await WebOfPeople.Start(people, Three);
        await using var other = await WebOfPeople.Start(people, Three);

        Assert.Equal(3, await Served(one.Site, 2) + await Served(other.Site, 2));
    }

    [Fact]
    public async Task What_a_stranger_says_of_where_they_are_is_not_believed()
    {
        await using var web = await WebOfPeople.Start(people, Three);

        Assert.Equal(3, await Served(web.Site, 6, call => $"192.0.2.{call}"));
        Assert.Equal("http 127.0.0.1", await Where(web, "192.0.2.9"));
    }

    [Fact]
    public async Task A_trusted_proxy_is_believed_and_nobody_before_it()
    {
        await using var web = await WebOfPeople.Start(people, Three, ("Site:TrustedProxies", "127.0.0.1, 10.0.0.0/8"));

        Assert.Equal(6, await Served(web.Site, 6, call => $"192.0.2.{call}"));
        Assert.Equal(3, await Served(web.Site, 6, call => $"198.51.100.{call}, 203.0.113.5"));
        Assert.Equal("http 203.0.113.5", await Where(web, "198.51.100.1, 203.0.113.5, 10.1.2.3"));
    }

    [Fact]
    public async Task Whether_people_come_over_https_is_configured_and_not_claimed()
    {
        await using var plain = await WebOfPeople.Start(people, ("Site:TrustedProxies", "127.0.0.1"));
        await using var secure = await WebOfPeople.Start(people, ("Site:PublicUrl", "https://tickets.example.org"));

        Assert.StartsWith("http ", await Where(plain, "192.0.2.9"), StringComparison.Ordinal);
        Assert.StartsWith("https ", await Where(secure, "192.0.2.9"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "60", true)]
    [InlineData("Production", "0", false)]
    [InlineData("Production", "-1", false)]
    [InlineData("Production", "many", false)]
    [InlineData("Development", "0", true)]
    [InlineData("Development", "-1", false)]
    public void No_limit_is_for_development_only(string environment, string limit, bool allowed)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["Limits:PerAddress"] = limit;

        var refused = Record.Exception(builder.AddPerAddressLimit);

        Assert.Equal(allowed, refused is null);
        Assert.StartsWith(allowed ? "" : $"Limits__PerAddress is \"{limit}\"; it takes ", (refused as StartRefusedException)?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")]
    [InlineData("::1", "::")]
    public void A_household_counts_as_one_address(string address, string counted) =>
        Assert.Equal(IPAddress.Parse(counted), PerAddressLimit.Network(IPAddress.Parse(address)));

    private static async Task<int> Served(HttpClient side, int calls, Func<int, string>? forwardedFor = null)
    {
        var served = 0;
        for (var call = 1; call <= calls; call++)
        {
            using var answer = await side.Send(HttpMethod.Post, "/limited", forwardedFor: forwardedFor?.Invoke(call));
            served += answer.StatusCode == HttpStatusCode.OK ? 1 : 0;
        }

        return served;
    }

    private static async Task<string> Where(WebOfPeople web, string forwardedFor)
    {
        using var answer = await web.Site.Send(HttpMethod.Get, "/where", forwardedFor: forwardedFor);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
