using System.Net;
using System.Text.Json;
using EventTicket.Tests.Gateway;
using EventTicket.Tests.Web.Access;

namespace EventTicket.Tests.Web.Naughty;

/// <summary>Those who write naughty strings: enough of them that nobody is told to slow down, and what they write about.</summary>
internal sealed class Crowd : IDisposable
{
    private readonly Dictionary<string, (string Email, Player Player)[]> players = [];

    public required IReadOnlyDictionary<string, string> Things { get; init; }

    /// <summary>Where what happens once for good can happen to each string: an event of its own.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, string>> Stages { get; init; }

    /// <param name="size">How many of each kind: a person guesses ten passwords at a time, then waits.</param>
    /// <param name="stages">How many strings each field gets at most.</param>
    public static async Task<Crowd> Gather(Stack stack, int size, int stages)
    {
        using var desk = new Desk(stack);
        var crowd = new Crowd { Things = await MakeThings(desk), Stages = await MakeStages(desk, stages) };
        crowd.players["nobody"] = [await SignIn(stack, null, null)];
        crowd.players["admin"] = [await SignIn(stack, Stack.AdminEmail, Stack.AdminPassword)];
        crowd.players["user"] = await SignIn(stack, desk, size, guarded: false);
        crowd.players["guarded"] = await SignIn(stack, desk, size, guarded: true);
        return crowd;
    }

    /// <summary>The one whose turn it is.</summary>
    public (string Email, Player Player) One(string who, int turn) => players[who][turn % players[who].Length];

    /// <summary>The thing of this name, as it is for the string at this place of a row's share.</summary>
    public string Thing(string name, int place) => Things.GetValueOrDefault(name) ?? Stages[place][name];

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

    private static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> MakeStages(Desk desk, int count)
    {
        var (admin, stages) = (await desk.Admin(), new List<IReadOnlyDictionary<string, string>>());
        for (var n = 0; n < count; n++)
        {
            // Not as Desk does it: it logs in for each, and the first of too many sessions ends.
            var sale = (await desk.Send("POST", "/events", admin.Token, await desk.EventBody(publish: true))).Must(HttpStatusCode.Created).Json;
            var (eventId, stalls, balcony) = (sale.GetProperty("eventId").GetGuid(), TypeId(sale, 0), TypeId(sale, 1));
            var order = (await desk.Send("POST", "/purchase/tickets", admin.Token, new
            {
                eventId,
                items = new[] { new { ticketTypeId = balcony, quantity = 3 }, new { ticketTypeId = stalls, quantity = 2 } },
            })).Must(HttpStatusCode.Created).Json.GetProperty("orderId").GetGuid();
            var tickets = (await desk.Send("POST", "/payment/process", admin.Token, new { orderId = order, paymentMethod = "pm_card_visa" })).Must(HttpStatusCode.OK).Json
                .GetProperty("tickets").EnumerateArray().OrderBy(ticket => ticket.GetProperty("ticketTypeId").GetGuid() == stalls).ToList();
            stages.Add(new Dictionary<string, string>
            {
                ["{stage}"] = $"{eventId}",
                ["{sold}"] = $"{order}",
                ["{firstcode}"] = tickets[0].GetProperty("code").GetString()!,
                ["{secondcode}"] = tickets[1].GetProperty("code").GetString()!,
                ["{goes}"] = tickets[2].GetProperty("ticketId").GetString()!,
                ["{returns}"] = tickets[3].GetProperty("ticketId").GetString()!,
                ["{back}"] = tickets[4].GetProperty("ticketId").GetString()!,
            });
        }

        return stages;
    }

    private static Guid TypeId(JsonElement sheet, int place) => sheet.GetProperty("ticketTypes")[place].GetProperty("ticketTypeId").GetGuid();
}
