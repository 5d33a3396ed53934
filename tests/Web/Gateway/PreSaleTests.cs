using System.Net;
using System.Text.Json;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class PreSaleTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_pre_sale_is_written_shown_and_changed()
    {
        var admin = await desk.Admin();
        var made = (await desk.Send("POST", "/events", admin.Token, await desk.PreSaleBody(maxPerPerson: 3))).Must(HttpStatusCode.Created).Json;
        var (eventId, stalls) = (made.GetProperty("eventId").GetGuid(), made.GetProperty("ticketTypes")[0].GetProperty("ticketTypeId").GetGuid());

        var shown = (await desk.Send("GET", $"/catalog/events/{eventId}")).Must(HttpStatusCode.OK).Json;
        var preSale = shown.GetProperty("preSale");
        Assert.Equal("ticketTypeId capacity available opensAt closesAt price payBy maxPerPerson", Reply.Names(preSale));
        Assert.Equal((stalls, 10, 10, 3), (preSale.GetProperty("ticketTypeId").GetGuid(), Number(preSale, "capacity"), Number(preSale, "available"), Number(preSale, "maxPerPerson")));
        Assert.Equal("""{"amount":2000,"currency":"EUR"}""", preSale.GetProperty("price").GetRawText());
        Assert.Equal(90, Number(shown.GetProperty("ticketTypes")[0], "available"));

        var changed = (await desk.Send("PATCH", $"/events/{eventId}", admin.Token, new { preSale = new { capacity = 20 } })).Must(HttpStatusCode.OK).Json.GetProperty("preSale");
        Assert.Equal((20, 2000), (Number(changed, "capacity"), changed.GetProperty("price").GetProperty("amount").GetInt32()));
        (await desk.Send("PATCH", $"/events/{eventId}", admin.Token, new { preSale = new { capacity = 101, payBy = "2001-01-01T00:00:00Z" } })).MustBlame("preSale.capacity", "preSale.payBy");
        Assert.Equal(JsonValueKind.Null, (await desk.Send("PATCH", $"/events/{eventId}", admin.Token, """{"preSale":null}""")).Must(HttpStatusCode.OK).Json.GetProperty("preSale").ValueKind);
    }

    [Fact]
    public async Task Places_are_booked_listed_and_given_up()
    {
        var (eventId, buyer) = (await Open(capacity: 3), await desk.User());

        var booked = (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 2 }, key: "once")).Must(HttpStatusCode.Created);
        Assert.Equal("preSaleId eventId code quantity status price payBy tickets", booked.Fields);
        Assert.Equal(("booked", 2, 0), (booked.Json.GetProperty("status").GetString(), Number(booked.Json, "quantity"), booked.Json.GetProperty("tickets").GetArrayLength()));
        Assert.Equal(booked.Text, (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 2 }, key: "once")).Must(HttpStatusCode.Created).Text);
        (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 1 }, key: "once")).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        (await desk.Send("POST", "/booking/pre-sales", (await desk.User()).Token, new { eventId, quantity = 2 })).MustBe(HttpStatusCode.Conflict, "sold-out");
        (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 600 })).MustBe(HttpStatusCode.Conflict, "limit-reached");
        (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 0 })).MustBlame("quantity");
        (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId = Guid.NewGuid() })).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId = (await desk.OnSale()).EventId })).MustBe(HttpStatusCode.Conflict, "not-on-sale");

        var listed = Assert.Single((await desk.Send("GET", "/booking/pre-sales", buyer.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal((booked.Json.GetProperty("code").GetString(), "booked", "Spring concert"),
            (listed.GetProperty("code").GetString(), listed.GetProperty("status").GetString(), listed.GetProperty("eventTitle").GetString()));

        var one = booked.Headers.Location!.ToString();
        (await desk.Send("DELETE", one, buyer.Token)).Must(HttpStatusCode.NoContent);
        (await desk.Send("DELETE", one, buyer.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("cancelled", (await desk.Send("GET", one, buyer.Token)).Must(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 3 })).Must(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_booking_is_paid_as_an_order_and_refunded_when_it_is_given_up()
    {
        var (eventId, buyer) = (await Open(), await desk.User());
        var booked = (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 2 })).Must(HttpStatusCode.Created).Json;
        var preSaleId = booked.GetProperty("preSaleId").GetGuid();

        (await desk.Send("POST", "/purchase/tickets", (await desk.User()).Token, new { preSaleId })).MustBe(HttpStatusCode.NotFound, "not-found");
        var order = (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { preSaleId }, key: "pay")).Must(HttpStatusCode.Created);
        Assert.Equal(order.Text, (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { preSaleId }, key: "pay")).Must(HttpStatusCode.Created).Text);
        Assert.Equal((eventId, 4000), (order.Json.GetProperty("eventId").GetGuid(), Number(order.Json.GetProperty("total"), "amount")));
        var orderId = order.Json.GetProperty("orderId").GetGuid();
        Assert.Equal("held", (await desk.Send("GET", $"/booking/pre-sales/{preSaleId}", buyer.Token)).Json.GetProperty("status").GetString());

        var paid = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_visa" })).Must(HttpStatusCode.OK).Json;
        var mine = (await desk.Send("GET", $"/booking/pre-sales/{preSaleId}", buyer.Token)).Json;
        Assert.Equal(("paid", orderId, 2), (mine.GetProperty("status").GetString(), mine.GetProperty("orderId").GetGuid(), mine.GetProperty("tickets").GetArrayLength()));
        Assert.Equal(paid.GetProperty("tickets").EnumerateArray().Select(Code).Order(), mine.GetProperty("tickets").EnumerateArray().Select(Code).Order());
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { preSaleId })).MustBe(HttpStatusCode.Conflict, "already-paid");

        (await desk.Send("DELETE", $"/booking/pre-sales/{preSaleId}", buyer.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("refunded", (await desk.Send("GET", $"/purchase/orders/{orderId}", buyer.Token)).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_free_booking_has_its_tickets_at_once()
    {
        var (eventId, buyer) = (await Open(price: 0), await desk.User());

        var booked = (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 2 }, key: "free")).Must(HttpStatusCode.Created);

        var tickets = booked.Json.GetProperty("tickets");
        Assert.Equal("ticketId code ticketTypeId eventId", Reply.Names(tickets[0]));
        Assert.Equal((2, Code(tickets[0])), (tickets.GetArrayLength(), Code(booked.Json)));
        Assert.Equal(booked.Text, (await desk.Send("POST", "/booking/pre-sales", buyer.Token, new { eventId, quantity = 2 }, key: "free")).Must(HttpStatusCode.Created).Text);
        var owned = (await desk.Send("GET", "/purchase/tickets", buyer.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal(tickets.EnumerateArray().Select(Code).Order(), owned.EnumerateArray().Select(Code).Order());
    }

    private async Task<Guid> Open(int capacity = 10, long price = 2000) =>
        (await desk.Send("POST", "/events", (await desk.Admin()).Token, await desk.PreSaleBody(capacity, price))).Must(HttpStatusCode.Created).Json.GetProperty("eventId").GetGuid();

    private static int Number(JsonElement of, string field) => of.GetProperty(field).GetInt32();

    private static string? Code(JsonElement ticket) => ticket.GetProperty("code").GetString();
}
