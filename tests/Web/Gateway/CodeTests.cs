using System.Net;
using System.Text.Json;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class CodeTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_code_is_kept_used_counted_and_removed()
    {
        var (admin, buyer, sale) = (await desk.Admin(), await desk.User(), await desk.OnSale());
        var codes = $"/events/{sale.EventId}/codes";

        var kept = (await desk.Send("POST", codes, admin.Token, new { code = "spring-20", kind = "percent", value = 20, uses = 1 }, key: "one")).Must(HttpStatusCode.Created);
        Assert.Equal("codeId code kind value ticketTypeIds uses used validFrom validUntil", kept.Fields);
        Assert.Equal(kept.Text, (await desk.Send("POST", codes, admin.Token, new { code = "spring-20", kind = "percent", value = 20, uses = 1 }, key: "one")).Must(HttpStatusCode.Created).Text);
        (await desk.Send("POST", codes, admin.Token, new { code = "SPRING-20", kind = "access" })).MustBlame("code");
        (await desk.Send("POST", codes, admin.Token, new { code = "AUTUMN", kind = "gift" })).MustBlame("kind");

        var held = (await desk.Send("POST", "/purchase/tickets", buyer.Token, Ask(sale.EventId, sale.Stalls, "Spring-20"))).Must(HttpStatusCode.Created).Json;
        Assert.Equal(3600, held.GetProperty("total").GetProperty("amount").GetInt32());
        (await desk.Send("POST", "/purchase/tickets", (await desk.User()).Token, Ask(sale.EventId, sale.Stalls, "SPRING-20"))).MustBe(HttpStatusCode.Conflict, "code-used-up");
        Assert.Equal(1, Assert.Single((await desk.Send("GET", codes, admin.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()).GetProperty("used").GetInt32());

        (await desk.Send("DELETE", $"{codes}/{kept.Json.GetProperty("codeId").GetGuid()}", admin.Token)).Must(HttpStatusCode.NoContent);
        (await desk.Send("POST", "/purchase/tickets", (await desk.User()).Token, Ask(sale.EventId, sale.Stalls, "SPRING-20"))).MustBe(HttpStatusCode.Conflict, "code-unknown");
        Assert.Equal(3600, (await desk.Send("GET", $"/purchase/orders/{held.GetProperty("orderId").GetGuid()}", buyer.Token)).Json.GetProperty("total").GetProperty("amount").GetInt32());
    }

    [Fact]
    public async Task A_hidden_ticket_type_is_shown_and_sold_to_whoever_has_the_code()
    {
        var (admin, buyer, body) = (await desk.Admin(), await desk.User(), await desk.EventBody(publish: true));
        body["ticketTypes"] = new object[] { new { name = "Stalls", price = 4500, capacity = 10 }, new { name = "Friends", price = 1000, capacity = 5, hidden = true } };
        var made = (await desk.Send("POST", "/events", admin.Token, body)).Must(HttpStatusCode.Created).Json;
        var (eventId, friends) = (made.GetProperty("eventId").GetGuid(), made.GetProperty("ticketTypes")[1].GetProperty("ticketTypeId").GetGuid());
        (await desk.Send("POST", $"/events/{eventId}/codes", admin.Token, new { code = "FRIENDS", kind = "access" })).Must(HttpStatusCode.Created);

        Assert.Equal(["Stalls"], await Names(""));
        Assert.Equal(["Stalls"], await Names("?code=STRANGERS"));
        Assert.Equal(["Stalls", "Friends"], await Names("?code=friends"));
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId, items = new[] { new { ticketTypeId = friends, quantity = 1 } } })).MustBlame("items[0].ticketTypeId");
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, Ask(eventId, friends, "FRIENDS"))).Must(HttpStatusCode.Created);

        using var site = new HttpClient { BaseAddress = new Uri(stack.SiteUrl) };
        Assert.DoesNotContain("Friends", await site.GetStringAsync($"/events/{eventId}", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var unlocked = await site.GetStringAsync($"/events/{eventId}?code=friends", TestContext.Current.CancellationToken);
        Assert.Contains("FRIENDS counts.", unlocked, StringComparison.Ordinal);
        Assert.Contains(">Friends<", unlocked, StringComparison.Ordinal);

        async Task<IEnumerable<string?>> Names(string query) => (await desk.Send("GET", $"/catalog/events/{eventId}{query}")).Must(HttpStatusCode.OK).Json
            .GetProperty("ticketTypes").EnumerateArray().Select(type => type.GetProperty("name").GetString());
    }

    private static object Ask(Guid eventId, Guid type, string code) => new { eventId, items = new[] { new { ticketTypeId = type, quantity = 1 } }, codes = new[] { code } };
}
