using System.Net;
using System.Text.Json;
using EventTicket.Tests.Web;
using EventTicket.Tests.Web.Access;
using Stripe;

namespace EventTicket.Tests.Gateway.Contract;

/// <summary>One call of the table: its caller, and the things it names, made for it alone.</summary>
internal sealed class Scene(Stack stack, Desk desk, Props props)
{
    private readonly Dictionary<string, string> things = new(props.Named);
    private Session? user;

    /// <summary>Puts things in place of their names, and makes those that are not there yet.</summary>
    public async Task<string> Set(string text)
    {
        foreach (var name in AccessTable.Thing.Matches(text).Select(match => match.Value).Where(name => !things.ContainsKey(name)))
        {
            await Make(name);
        }

        return AccessTable.Thing.Replace(text, name => things[name.Value]);
    }

    /// <param name="who">As in the table.</param>
    public async Task<Reply> Call(string who, string method, string address, string? body)
    {
        if (who == "bank")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body!, null, "application/json") };
            request.Headers.Add("Stripe-Signature", Signature(body!));
            return await desk.Send(request);
        }

        var caller = who switch { "nobody" => null, "user" => await User(), "manager" => props.Manager, "admin" => props.Admin, _ => throw new FormatException($"Who is {who}?") };
        return await desk.Send(method, address, caller?.Token, body);
    }

    private async Task Make(string name)
    {
        switch (name)
        {
            case "{new}":
                things[name] = $"{Guid.NewGuid()}";
                break;
            case "{anyone}":
                things[name] = Desk.NewEmail();
                break;
            case "{member}":
                things[name] = (await desk.Person()).Email;
                break;
            case "{confirmed}":
                things[name] = await desk.Confirmed();
                break;
            case "{guarded}" or "{digits}":
                await Guard();
                break;
            case "{reset}":
                var forgetful = (await desk.Person()).Email;
                await Done("POST", "/password_reset/request", null, new { email = forgetful });
                things[name] = await stack.Token(forgetful, "reset");
                break;
            case "{invitation}":
                var invited = Desk.NewEmail();
                await Done("POST", "/admin_management/managers", props.Admin, new { email = invited, name = "Grace Hopper" });
                things[name] = await stack.Token(invited, "invitation");
                break;
            case "{confirmation}":
                things[name] = await stack.Token((await desk.Person()).Email, "confirm");
                break;
            case "{followed}":
                things[name] = Props.Text(await Done("POST", "/preferences/categories", await User(), new { categoryId = things["{category}"] }), "categoryId");
                break;
            case "{cursor}":
                things[name] = Props.Text(await Done("GET", "/catalog/events?limit=1"), "nextCursor");
                break;
            case "{booking}":
                things[name] = Props.Text(await Done("POST", "/booking/pre-sales", await User(), new { eventId = things["{presale}"] }), "preSaleId");
                break;
            case "{held}":
                things[name] = await Hold("{type}");
                break;
            case "{heldfree}":
                things[name] = await Hold("{free}");
                break;
            case "{paid}" or "{ticket}" or "{code}":
                await Buy();
                break;
            case "{entered}" or "{used}":
                var code = await Set("{code}");
                await Done("POST", $"/events/{things["{event}"]}/check-ins", props.Manager, new { code, gate = "North" });
                (things["{entered}"], things["{used}"]) = (things["{ticket}"], code);
                break;
            case "{discount}":
                var word = $"TEN-{Guid.NewGuid().ToString("N")[..8]}";
                await Done("POST", $"/events/{things["{event}"]}/codes", props.Manager, new { code = word, kind = "percent", value = 10 });
                things[name] = word;
                break;
            case "{draft}" or "{doomed}":
                things[name] = Props.Text(await Props.Insert(desk, props.Manager, await desk.EventBody(publish: name == "{doomed}")), "eventId");
                break;
            default:
                throw new FormatException($"Nobody knows how to make {name}.");
        }
    }

    private async Task<Session> User() => user ??= await desk.User();

    private async Task Guard()
    {
        var (email, session) = await desk.Person();
        var secret = Props.Text(await Done("POST", "/user_data/second_factor", session, new { password = Desk.Password }), "secret");
        var codes = (await Done("POST", "/user_data/second_factor/confirm", session, new { totp = AuthenticatorApp.Digits(secret) })).GetProperty("recoveryCodes");
        (things["{guarded}"], things["{digits}"]) = (email, codes[0].GetString()!);
    }

    private async Task<string> Hold(string type) => Props.Text(
        await Done("POST", "/purchase/tickets", await User(), new { eventId = things["{event}"], items = new[] { new { ticketTypeId = things[type], quantity = 1 } } }), "orderId");

    private async Task Buy()
    {
        things["{paid}"] = await Hold("{free}");
        var ticket = (await Done("POST", "/payment/process", await User(), new { orderId = things["{paid}"] })).GetProperty("tickets")[0];
        (things["{ticket}"], things["{code}"]) = (Props.Text(ticket, "ticketId"), Props.Text(ticket, "code"));
        // Tickets come first, and then the order is settled.
        for (var look = 0; look < 400 && Props.Text(await Done("GET", $"/purchase/orders/{things["{paid}"]}", await User()), "status") != "paid"; look++)
        {
            await Task.Delay(50);
        }
    }

    private async Task<JsonElement> Done(string method, string path, Session? by = null, object? body = null)
    {
        var reply = await desk.Send(method, path, by?.Token, body);
        Assert.True(reply.Status is >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous, $"{method} {path}: {(int)reply.Status} {reply.Text}");
        return reply.Text is "" ? default : reply.Json;
    }

    // As the sandbox signs: with the secret of the data folder.
    private string Signature(string body)
    {
        var (secret, at) = ("whsec_" + System.IO.File.ReadAllText(Path.Combine(stack.DataFolder, "webhook-secret")), $"{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}");
        return $"t={at},v1={EventUtility.ComputeSignature(secret, at, body)}";
    }
}
