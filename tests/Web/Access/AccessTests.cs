using EventTicket.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;

namespace EventTicket.Tests.Web.Access;

/// <summary>access.txt against the program's own list of endpoints, and against what a running copy answers.</summary>
[Collection(StackCollection.Name)]
public sealed class AccessTests(Stack stack)
{
    [Fact]
    public async Task Every_route_has_its_row_and_every_row_its_route()
    {
        await using var app = BuiltWeb.Build();
        var served = BuiltWeb.Endpoints(app).SelectMany(Routes).ToHashSet();
        var listed = AccessTable.Rows.Select(row => row.Route).ToHashSet();

        Assert.Empty(served.Except(listed));
        Assert.Empty(listed.Except(served));
    }

    [Fact]
    public async Task Whatever_can_be_sent_without_signing_in_is_counted_per_address()
    {
        await using var app = BuiltWeb.Build();
        var uncounted = BuiltWeb.Endpoints(app)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && endpoint.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName != PerAddressLimit.Policy)
            .SelectMany(Routes).Where(route => route.Contains(" POST ", StringComparison.Ordinal));

        // One ends something, the others are signed; a door is opened by its link, with many phones behind one address.
        Assert.Equal(["gateway POST /payments/stripe/webhook", "site POST /door", "site POST /door/undo", "site POST /logout", "site POST /unsubscribe"], uncounted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Everybody_gets_what_the_table_says_and_a_strangers_things_look_like_none()
    {
        using var cast = await Cast.Gather(stack);
        var wrong = new List<string>();
        foreach (var row in AccessTable.Rows)
        {
            foreach (var side in row.Side == "both" ? ["site", "gateway"] : new[] { row.Side })
            {
                foreach (var turn in row.Expected.Index().GroupBy(cell => cell.Item.Turn).OrderBy(turn => turn.Key))
                {
                    wrong.AddRange((await Task.WhenAll(turn.Select(cell => Check(cast, row, side, cell.Index, cell.Item)))).SelectMany(found => found));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task<List<string>> Check(Cast cast, AccessRow row, string side, int index, Expectation expected)
    {
        var (player, wrong) = (cast.Players[index], new List<string>());
        var (status, body, location) = await player.Call(row, side, cast.Named);
        var toLogIn = location?.StartsWith("/login", StringComparison.Ordinal) == true;
        if (status != expected.Status || toLogIn != expected.ToLogIn)
        {
            var start = body[..Math.Min(body.Length, 300)].ReplaceLineEndings(" ");
            wrong.Add($"{row.Method} {row.Path} on {side} as {Cast.Names[index]}: {status} {location} instead of {expected}: {start}");
        }
        else if (status == 404 && row.IsAboutSomething)
        {
            var unknown = await player.Call(row, side, Cast.Unknown);
            if (unknown != (status, body, location))
            {
                wrong.Add($"{row.Method} {row.Path} on {side} as {Cast.Names[index]}: tells a stranger's things from none");
            }
        }

        if (expected.EndsSession)
        {
            await player.SignIn();
        }

        return wrong;
    }

    private static IEnumerable<string> Routes(RouteEndpoint endpoint)
    {
        var side = (endpoint.Metadata.GetMetadata<OnSideAttribute>()?.Side ?? Side.Site).ToString().ToLowerInvariant();
        var path = AccessTable.Unnamed("/" + endpoint.RoutePattern.RawText!.Trim('/'));
        return (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => $"{side} {method} {path}");
    }
}
