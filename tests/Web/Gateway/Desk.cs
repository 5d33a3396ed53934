using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using EventTicket.Tests.Web;

namespace EventTicket.Tests.Gateway;

/// <summary>Talks to a running gateway the way a program would, and makes the people and events a test needs.</summary>
internal sealed class Desk(Stack stack) : IDisposable
{
    // Latin-1, so that a header can also hold what it must not.
    private readonly HttpClient http = new(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = new Uri(stack.GatewayUrl), Timeout = TimeSpan.FromSeconds(60) };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="body">Sent as it is when it is a string, as JSON otherwise.</param>
    public async Task<Reply> Send(string method, string path, string? token = null, object? body = null, string? key = null, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return await Send(request);
    }

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        var type = response.Content.Headers.ContentType?.MediaType;
        // A stream of changes never ends: its first message is the answer.
        var text = type == "text/event-stream" ? await (await Stream(response)).Next() : await response.Content.ReadAsStringAsync(Stop);
        return new Reply(response.StatusCode, type, response.Headers, text);
    }

    /// <summary>Watches an event; dispose it to leave.</summary>
    public async Task<LiveLine> Watch(Guid eventId)
    {
        var response = await http.GetAsync($"/catalog/events/{eventId}/live", HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await Stream(response);
    }

    private static async Task<LiveLine> Stream(HttpResponseMessage response) => new(response, new StreamReader(await response.Content.ReadAsStreamAsync(Stop)));

    public async Task<Session> LogIn(string email, string password)
    {
        var session = (await Send("POST", "/auth/login", body: new { email, password })).Must(HttpStatusCode.OK).Json;
        return new Session(session.GetProperty("userId").GetGuid(), session.GetProperty("token").GetString()!);
    }

    public Task<Session> Admin() => LogIn(Stack.AdminEmail, Stack.AdminPassword);

    /// <summary>Somebody new, signed in.</summary>
    public async Task<Session> User() => (await Person()).Session;

    /// <summary>Somebody new, signed in, whose address is not confirmed yet.</summary>
    public async Task<(string Email, Session Session)> Person()
    {
        var email = NewEmail();
        (await Send("POST", "/auth/register", body: new { email, password = Password, name = "Ada Lovelace" })).Must(HttpStatusCode.Created);
        return (email, await LogIn(email, Password));
    }

    /// <summary>Somebody new who followed the link that was mailed to them.</summary>
    public async Task<string> Confirmed()
    {
        var email = NewEmail();
        (await Send("POST", "/auth/register", body: new { email, password = Password, name = "Ada Lovelace" })).Must(HttpStatusCode.Created);
        (await Send("POST", "/auth/email/confirm", body: new { token = await stack.Token(email, "confirm") })).Must(HttpStatusCode.NoContent);
        return email;
    }

    /// <summary>A new manager, signed in.</summary>
    public async Task<(string Email, Session Session)> Manager()
    {
        var (admin, email) = (await Admin(), await Confirmed());
        (await Send("POST", "/admin_management/managers", admin.Token, new { email, name = "Grace Hopper" })).Must(HttpStatusCode.Created);
        return (email, await LogIn(email, Password));
    }

    /// <summary>A published event with two ticket types: 45.00 EUR and free.</summary>
    public async Task<OnSale> OnSale(int capacity = 100)
    {
        var admin = await Admin();
        var answer = (await Send("POST", "/events", admin.Token, await EventBody(capacity, publish: true))).Must(HttpStatusCode.Created).Json;
        var types = answer.GetProperty("ticketTypes");
        return new OnSale(answer.GetProperty("eventId").GetGuid(), types[0].GetProperty("ticketTypeId").GetGuid(), types[1].GetProperty("ticketTypeId").GetGuid());
    }

    public async Task<Dictionary<string, object?>> EventBody(int capacity = 100, bool publish = false)
    {
        var categories = (await Send("GET", "/catalog/categories")).Must(HttpStatusCode.OK).Json.GetProperty("items");
        return new()
        {
            ["title"] = "Spring concert",
            ["description"] = "Strings, then everybody.",
            ["categoryId"] = categories[0].GetProperty("categoryId").GetGuid(),
            ["venue"] = new { name = "Teatro Duse", address = "Via Cartoleria 42", city = "Bologna" },
            ["startsAt"] = "2031-03-01T19:00:00Z",
            ["endsAt"] = "2031-03-01T23:00:00+01:00",
            ["timeZone"] = "Europe/Rome",
            ["currency"] = "EUR",
            ["ticketTypes"] = new object[] { new { name = "Stalls", price = 4500, capacity }, new { name = "Balcony", price = 0, capacity } },
            ["publish"] = publish,
        };
    }

    /// <summary>A published event with a pre-sale in the stalls that is open for a day yet.</summary>
    public async Task<Dictionary<string, object?>> PreSaleBody(int capacity = 10, long price = 2000, int? maxPerPerson = null)
    {
        var (body, now) = (await EventBody(publish: true), DateTimeOffset.UtcNow);
        body["preSale"] = new { ticketType = 0, capacity, opensAt = now.AddHours(-1), closesAt = now.AddDays(1), price, payBy = now.AddDays(2), maxPerPerson };
        return body;
    }

    /// <summary>Holds places of the first ticket type.</summary>
    public async Task<JsonElement> Hold(OnSale sale, Session buyer, int quantity = 1) =>
        (await Send("POST", "/purchase/tickets", buyer.Token, sale.Want(quantity))).Must(HttpStatusCode.Created).Json;

    public static string NewEmail() => $"{Guid.NewGuid():N}@gateway.test";

    public const string Password = "a long passphrase";

    public void Dispose() => http.Dispose();
}

internal sealed record Session(Guid UserId, string Token);

internal sealed record OnSale(Guid EventId, Guid Stalls, Guid Balcony)
{
    /// <summary>The body that asks for places in the stalls.</summary>
    public object Want(int quantity = 1) => new { eventId = EventId, items = new[] { new { ticketTypeId = Stalls, quantity } } };
}

internal sealed record Reply(HttpStatusCode Status, string? ContentType, HttpResponseHeaders Headers, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string Code => Json.GetProperty("code").GetString()!;

    /// <summary>The names of the body's fields, in order.</summary>
    public string Fields => Names(Json);

    public static string Names(JsonElement body) => string.Join(' ', body.EnumerateObject().Select(field => field.Name));

    public Reply Must(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{(int)Status} instead of {(int)status}: {Text}");
        return this;
    }

    /// <summary>Checks that it is this problem, in the right shape, and says nothing of what we are made of.</summary>
    public Reply MustBe(HttpStatusCode status, string code)
    {
        Must(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Code);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.StartsWith("code title status detail", Fields, StringComparison.Ordinal);
        foreach (var leak in (string[])["System.", "Orleans", "Npgsql", "   at ", "Exception", "Int32", "Guid", "traceId"])
        {
            Assert.DoesNotContain(leak, Text, StringComparison.Ordinal);
        }

        return this;
    }

    /// <summary>Checks that it is 400 <c>invalid</c> on exactly these fields.</summary>
    public void MustBlame(params string[] fields) =>
        Assert.Equal(fields, MustBe(HttpStatusCode.BadRequest, "invalid").Json.GetProperty("errors").EnumerateObject().Select(field => field.Name));
}
