using System.Net;
using EventTicket.Tests.Gateway;
using EventTicket.Tests.Web.Access;

namespace EventTicket.Tests.Web.Naughty;

/// <summary>Those who write naughty strings: enough of them that nobody is told to slow down, and what they write about.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Dictionary<string, (string Email, Player Player)[]> players = [];

    public required IReadOnlyDictionary<string, string> Things { get; init; }

    /// <param name="size">How many of each kind: a person guesses ten passwords at a time, then waits.</param>
    public static async Task<Crowd> Gather(Stack stack, int size)
    {
        using var desk = new Desk(stack);
        var crowd = new Crowd { Things = await MakeThings(desk) };
        crowd.players["nobody"] = [await SignIn(stack, null, null)];
        crowd.players["admin"] = [await SignIn(stack, Stack.AdminEmail, Stack.AdminPassword)];
        crowd.players["user"] = await SignIn(stack, desk, size, guarded: false);
        crowd.players["guarded"] = await SignIn(stack, desk, size, guarded: true);
        return crowd;
    }

    /// <summary>The one whose turn it is.</summary>
    public (string Email, Player Player) One(string who, int turn) => players[who][turn % players[who].Length];

    public void Dispose()
    {
        foreach (var (_, player) in players.Values.SelectMany(all => all))
        {
            player.Dispose();
        }
    }

    private static async Task<(string Email, Player Player)[]> SignIn(Stack stack, Desk desk, int size, bool guarded) =>
        await Task.WhenAll(Enumerable.Range(0, size).Select(async _ =>
        {
            var (email, session) = await desk.Person();
            var player = await SignIn(stack, email, Desk.Password);
            var secret = (await desk.Send("POST", "/user_data/second_factor", session.Token, new { password = Desk.Password })).Must(HttpStatusCode.OK).Json.GetProperty("secret").GetString()!;
            if (guarded)
            {
                // Every other session ends, the player's on the site as well.
                var confirm = new AccessRow("gateway", "POST", "/user_data/second_factor/confirm", [], $$"""{"totp":"{{AuthenticatorApp.Digits(secret)}}"}""");
                Assert.Equal(200, (await player.Player.Call(confirm, "gateway", text => text)).Status);
            }

            return player;
        }));

    private static async Task<(string Email, Player Player)> SignIn(Stack stack, string? email, string? password)
    {
        var player = new Player(stack, email, password);
        await player.SignIn();
        return (email ?? "", player);
    }

    private static async Task<Dictionary<string, string>> MakeThings(Desk desk)
    {
        var (admin, manager) = (await desk.Admin(), await desk.Manager());
        var sale = await desk.OnSale();
        return new()
        {
            ["{event}"] = $"{sale.EventId}",
            ["{type}"] = $"{sale.Stalls}",
            ["{order}"] = (await desk.Hold(sale, admin)).GetProperty("orderId").GetString()!,
            ["{category}"] = $"{(await desk.EventBody())["categoryId"]}",
            ["{manager}"] = $"{manager.Session.UserId}",
        };
    }
}
