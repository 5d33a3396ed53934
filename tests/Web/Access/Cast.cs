using System.Net;
using System.Text.Json;
using EventTicket.Tests.Gateway;
using Npgsql;

namespace EventTicket.Tests.Web.Access;

/// <summary>The people of access.txt, signed in, and the things that are theirs.</summary>
internal sealed class Cast : IDisposable
{
    public static readonly IReadOnlyList<string> Names = ["anonymous", "user", "other user", "manager", "other manager", "admin"];

    private readonly Dictionary<string, string> things;

    private Cast(IReadOnlyList<Player> players, Dictionary<string, string> things) => (Players, this.things) = (players, things);

    /// <summary>In the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<Player> Players { get; }

    public static async Task<Cast> Gather(Stack stack)
    {
        using var desk = new Desk(stack);
        var admin = await desk.Admin();
        var ((user, userSession), (other, _)) = (await desk.Person(), await desk.Person());
        await desk.LogIn(user, Desk.Password);
        var ((manager, managerSession), (colleague, _)) = (await desk.Manager(), await desk.Manager());
        var things = await Things(stack, desk, userSession, managerSession, admin);
        Player[] players =
        [
            new(stack, null, null), new(stack, user, Desk.Password), new(stack, other, Desk.Password),
            new(stack, manager, Desk.Password), new(stack, colleague, Desk.Password), new(stack, Stack.AdminEmail, Stack.AdminPassword),
        ];
        foreach (var player in players)
        {
            await player.SignIn();
        }

        return new Cast(players, things);
    }

    /// <summary>Puts the things' ids in place of their names.</summary>
    public string Named(string text) => AccessTable.Thing.Replace(text, name =>
        name.Value == "{anyone}" ? Desk.NewEmail() : things.GetValueOrDefault(name.Value, name.Value));

    /// <summary>Puts ids that never were in their place.</summary>
    public static string Unknown(string text) => AccessTable.Thing.Replace(text, name => name.Value switch
    {
        "{file}" => "19700101T000000Z-none.eml",
        "{status}" => "404",
        _ => $"{Guid.NewGuid()}",
    });

    public void Dispose()
    {
        foreach (var player in Players)
        {
            player.Dispose();
        }
    }

    private static async Task<Dictionary<string, string>> Things(Stack stack, Desk desk, Session user, Session manager, Session admin)
    {
        var made = (await desk.Send("POST", "/events", manager.Token, await desk.EventBody(publish: true))).Must(HttpStatusCode.Created).Json;
        var (eventId, types) = (made.GetProperty("eventId").GetGuid(), made.GetProperty("ticketTypes"));
        var (stalls, balcony) = (types[0].GetProperty("ticketTypeId").GetGuid(), types[1].GetProperty("ticketTypeId").GetGuid());
        var paid = await Hold(desk, user, eventId, balcony);
        var tickets = (await desk.Send("POST", "/payment/process", user.Token, new { orderId = paid })).Must(HttpStatusCode.OK).Json.GetProperty("tickets");
        var category = made.GetProperty("categoryId").GetGuid();
        (await desk.Send("POST", "/preferences/categories", user.Token, new { categoryId = category })).Must(HttpStatusCode.Created);
        var doomed = (await desk.Send("POST", "/events", manager.Token, await desk.EventBody(publish: true))).Must(HttpStatusCode.Created).Json.GetProperty("eventId");
        var sessions = (await desk.Send("GET", "/user_auth/sessions", user.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items");
        return new()
        {
            ["{event}"] = $"{eventId}",
            ["{type}"] = $"{stalls}",
            ["{order}"] = $"{await Hold(desk, user, eventId, stalls)}",
            ["{ticket}"] = tickets[0].GetProperty("ticketId").GetString()!,
            ["{category}"] = $"{category}",
            ["{booking}"] = $"{await Booking(desk, user, manager)}",
            ["{paid}"] = $"{paid}",
            ["{doomed}"] = $"{doomed}",
            ["{spare}"] = sessions[1].GetProperty("sessionId").GetString()!,
            ["{session}"] = sessions[0].GetProperty("sessionId").GetString()!,
            ["{manager}"] = $"{manager.UserId}",
            ["{admin}"] = $"{admin.UserId}",
            ["{code}"] = $"{Guid.NewGuid()}",
            ["{matter}"] = $"{Guid.NewGuid()}",
            ["{mail}"] = $"{await UndeliveredMail(stack)}",
            ["{file}"] = Path.GetFileName(Mailbox.Files(stack).First()),
            ["{status}"] = "404",
            ["{document}"] = "v1",
        };
    }

    private static async Task<Guid> Hold(Desk desk, Session user, Guid eventId, Guid type) => (await desk.Send(
        "POST", "/purchase/tickets", user.Token, new { eventId, items = new[] { new { ticketTypeId = type, quantity = 1 } } })).Must(HttpStatusCode.Created).Json.GetProperty("orderId").GetGuid();

    private static async Task<Guid> Booking(Desk desk, Session user, Session manager)
    {
        var made = (await desk.Send("POST", "/events", manager.Token, await desk.PreSaleBody())).Must(HttpStatusCode.Created).Json;
        return (await desk.Send("POST", "/booking/pre-sales", user.Token, new { eventId = made.GetProperty("eventId").GetGuid() })).Must(HttpStatusCode.Created).Json.GetProperty("preSaleId").GetGuid();
    }

    private static async Task<Guid> UndeliveredMail(Stack stack)
    {
        await using var database = NpgsqlDataSource.Create(stack.ConnectionString);
        await using var command = database.CreateCommand("""
            INSERT INTO outbox (mail_id, person, thing, address, content, state, failure, ended_at)
            VALUES (gen_random_uuid(), 'nobody@gateway.test', gen_random_uuid()::text, 'nobody@gateway.test', '{"$type": "password-changed"}',
              'undelivered', 'no such mailbox', clock_timestamp())
            RETURNING mail_id
            """);
        return (Guid)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
