using System.Net;
using System.Text.Json;

namespace EventTicket.Tests.Gateway;

/// <summary>The door over the gateway, with a manager's phone.</summary>
[Collection(StackCollection.Name)]
public sealed class DoorTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_code_is_admitted_once_and_a_repeated_scan_answers_the_same()
    {
        var (admin, sale) = (await desk.Admin(), await desk.OnSale());
        var (_, tickets) = await Free(sale, 2);
        var key = Guid.NewGuid().ToString();
        var scan = new { code = Code(tickets[0]), gate = "North" };

        var first = (await Scan(sale, admin, scan, key)).Must(HttpStatusCode.OK);
        var other = (await Scan(sale, admin, scan)).Must(HttpStatusCode.OK).Json;
        var spoken = (await Scan(sale, admin, new { code = Spoken(Code(tickets[1])) })).Must(HttpStatusCode.OK).Json;

        Assert.Equal("admitted ticketId", first.Fields);
        Assert.True(first.Json.GetProperty("admitted").GetBoolean());
        Assert.Equal(first.Text, (await Scan(sale, admin, scan, key)).Text);
        Assert.Equal("admitted reason ticketId firstUsedAt firstUsedGate", Reply.Names(other));
        Assert.Equal((false, "used", "North"), (other.GetProperty("admitted").GetBoolean(), other.GetProperty("reason").GetString(), other.GetProperty("firstUsedGate").GetString()));
        Assert.True(spoken.GetProperty("admitted").GetBoolean());
        (await Scan(sale, admin, scan with { gate = "South" }, key)).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        var door = (await desk.Send("GET", $"/events/{sale.EventId}/check-ins", admin.Token)).Must(HttpStatusCode.OK).Json;
        Assert.Equal((2, 2), (door.GetProperty("sold").GetInt32(), door.GetProperty("admitted").GetInt32()));
        Assert.Equal("North", door.GetProperty("last")[1].GetProperty("gate").GetString());
    }

    [Fact]
    public async Task Undo_opens_the_door_again_and_the_owner_sees_both()
    {
        var (admin, sale) = (await desk.Admin(), await desk.OnSale());
        var (buyer, tickets) = await Free(sale, 1);
        var ticket = tickets[0].GetProperty("ticketId").GetGuid();
        var scan = new { code = Code(tickets[0]) };
        (await Scan(sale, admin, scan)).Must(HttpStatusCode.OK);
        Assert.Equal("used", await Status(buyer, ticket));

        (await desk.Send("DELETE", $"/events/{sale.EventId}/check-ins/{ticket}", admin.Token)).Must(HttpStatusCode.NoContent);

        Assert.Equal("valid", await Status(buyer, ticket));
        Assert.True((await Scan(sale, admin, scan)).Json.GetProperty("admitted").GetBoolean());
        (await desk.Send("DELETE", $"/events/{sale.EventId}/check-ins/{Guid.NewGuid()}", admin.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Codes_that_open_no_door_are_refused_with_their_reason_and_bad_input_by_its_field()
    {
        var (admin, sale, elsewhere) = (await desk.Admin(), await desk.OnSale(), await desk.OnSale());
        var (_, refunded) = await Free(sale, 1);
        var (_, foreign) = await Free(elsewhere, 1);
        (await desk.Send("POST", $"/events/{sale.EventId}/orders/{refunded[0].GetProperty("orderId").GetGuid()}/refund", admin.Token, new { })).Must(HttpStatusCode.Accepted);

        Assert.Equal("cancelled", await Reason(new { code = Code(refunded[0]) }));
        Assert.Equal("other-event", await Reason(new { code = Code(foreign[0]) }));
        Assert.Equal("unknown", await Reason(new { code = "0000" }));
        (await Scan(sale, admin, new { })).MustBlame("code");
        (await Scan(sale, admin, new { code = "" })).MustBlame("code");
        (await Scan(sale, admin, new { code = " - " })).MustBlame("code");
        (await Scan(sale, admin, new { code = "0", gate = new string('x', 41) })).MustBlame("gate");
        (await Scan(sale with { EventId = Guid.NewGuid() }, admin, new { code = Code(foreign[0]) })).MustBe(HttpStatusCode.NotFound, "not-found");

        async Task<string?> Reason(object scan) => (await Scan(sale, admin, scan)).Must(HttpStatusCode.OK).Json.GetProperty("reason").GetString();
    }

    [Fact]
    public async Task A_ticket_is_a_file_for_its_owner_while_it_opens_the_door()
    {
        var (admin, sale) = (await desk.Admin(), await desk.OnSale());
        var (buyer, tickets) = await Free(sale, 1);
        var path = $"/purchase/tickets/{tickets[0].GetProperty("ticketId").GetGuid()}";

        var pdf = (await desk.Send("GET", $"{path}.pdf", buyer.Token)).Must(HttpStatusCode.OK);
        var entry = (await desk.Send("GET", $"{path}.ics", buyer.Token)).Must(HttpStatusCode.OK);

        Assert.Equal(("application/pdf", "%PDF-"), (pdf.ContentType, pdf.Text[..5]));
        Assert.Equal("text/calendar", entry.ContentType);
        Assert.Contains("SUMMARY:Spring concert", entry.Text, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20310301T190000Z", entry.Text, StringComparison.Ordinal);
        (await desk.Send("POST", $"/events/{sale.EventId}/orders/{tickets[0].GetProperty("orderId").GetGuid()}/refund", admin.Token, new { })).Must(HttpStatusCode.Accepted);
        foreach (var file in (string[])[".pdf", ".ics", "/qr.svg"])
        {
            (await desk.Send("GET", path + file, buyer.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        }
    }

    private Task<Reply> Scan(OnSale sale, Session keeper, object scan, string? key = null) =>
        desk.Send("POST", $"/events/{sale.EventId}/check-ins", keeper.Token, scan, key);

    private static string Code(JsonElement ticket) => ticket.GetProperty("code").GetString()!;

    private static string Spoken(string code) => string.Join('-', code.ToLowerInvariant().Replace('0', 'o').Replace('1', 'l').Chunk(4).Select(group => new string(group)));

    private async Task<string?> Status(Session buyer, Guid ticket) => (await desk.Send("GET", "/purchase/tickets", buyer.Token)).Json.GetProperty("items")
        .EnumerateArray().Single(item => item.GetProperty("ticketId").GetGuid() == ticket).GetProperty("status").GetString();

    private async Task<(Session Buyer, IReadOnlyList<JsonElement> Tickets)> Free(OnSale sale, int quantity)
    {
        var buyer = await desk.User();
        var order = (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.Balcony, quantity } } })).Must(HttpStatusCode.Created).Json;
        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId = order.GetProperty("orderId").GetGuid() })).Must(HttpStatusCode.OK);
        return (buyer, [.. (await desk.Send("GET", "/purchase/tickets", buyer.Token)).Json.GetProperty("items").EnumerateArray()]);
    }
}
