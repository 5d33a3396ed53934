using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class HoldTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("/purchase/tickets")]
    [InlineData("/purchase/ticket")]
    public async Task Places_are_held_read_and_released(string path)
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        var held = await desk.Send("POST", path, buyer.Token, sale.Want(2));
        Assert.Equal("orderId eventId status items total holdExpiresAt remainingSeconds", held.Must(HttpStatusCode.Created).Fields);
        Assert.Equal("held", held.Json.GetProperty("status").GetString());
        Assert.Equal("ticketTypeId name quantity price", Reply.Names(held.Json.GetProperty("items")[0]));
        Assert.Equal("{\"amount\":9000,\"currency\":\"EUR\"}", held.Json.GetProperty("total").GetRawText());

        var order = $"/purchase/orders/{held.Json.GetProperty("orderId").GetGuid()}";
        Assert.Equal(order, held.Headers.Location?.ToString());
        var read = await desk.Send("GET", order, buyer.Token);
        Assert.Equal(held.Fields, read.Must(HttpStatusCode.OK).Fields);
        Assert.Equal(held.Json.GetProperty("holdExpiresAt").GetString(), read.Json.GetProperty("holdExpiresAt").GetString());

        (await desk.Send("DELETE", order, buyer.Token)).Must(HttpStatusCode.NoContent);
        (await desk.Send("DELETE", order, buyer.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("released", (await desk.Send("GET", order, buyer.Token)).Json.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-2")]
    [InlineData("1.5")]
    [InlineData("\"a\"")]
    [InlineData("\"2\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("1e9")]
    [InlineData("1000000000")]
    [InlineData("99999999999999999999")]
    [InlineData("[1]")]
    public async Task A_quantity_that_is_no_number_of_places_is_refused(string quantity)
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        var answer = await desk.Send("POST", "/purchase/tickets", buyer.Token,
            $$"""{"eventId":"{{sale.EventId}}","items":[{"ticketTypeId":"{{sale.Stalls}}","quantity":{{quantity}}}]}""");

        answer.MustBlame("items[0].quantity");
        await NothingIsHeld(sale);
    }

    [Fact]
    public async Task A_missing_quantity_and_a_wrong_one_are_both_named()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        var answer = await desk.Send("POST", "/purchase/tickets", buyer.Token,
            $$"""{"eventId":"{{sale.EventId}}","items":[{"ticketTypeId":"{{sale.Stalls}}"},{"ticketTypeId":7,"quantity":"a"}]}""");

        answer.MustBlame("items[0].quantity", "items[1].ticketTypeId", "items[1].quantity");
    }

    [Fact]
    public async Task More_than_the_limit_is_limit_reached()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(600))).MustBe(HttpStatusCode.Conflict, "limit-reached");

        await NothingIsHeld(sale);
    }

    [Fact]
    public async Task More_than_there_is_is_sold_out()
    {
        var (sale, buyer) = (await desk.OnSale(capacity: 3), await desk.User());

        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(4))).MustBe(HttpStatusCode.Conflict, "sold-out");

        await NothingIsHeld(sale);
    }

    [Fact]
    public async Task Items_that_are_not_of_this_event_are_refused()
    {
        var (sale, other, buyer) = (await desk.OnSale(), await desk.OnSale(), await desk.User());

        var foreign = new { eventId = sale.EventId, items = new[] { new { ticketTypeId = other.Stalls, quantity = 1 } } };
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, foreign)).MustBlame("items[0].ticketTypeId");
        var twice = new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.Stalls, quantity = 1 }, new { ticketTypeId = sale.Stalls, quantity = 1 } } };
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, twice)).MustBlame("items[1].ticketTypeId");
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items = Array.Empty<object>() })).MustBlame("items");

        var unknown = new { eventId = Guid.NewGuid(), items = new[] { new { ticketTypeId = sale.Stalls, quantity = 1 } } };
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, unknown)).MustBe(HttpStatusCode.NotFound, "not-found");
        await NothingIsHeld(sale);
    }

    [Fact]
    public async Task What_belongs_to_neither_a_hold_nor_a_booking_is_said_and_not_dropped()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var items = new[] { new { ticketTypeId = sale.Stalls, quantity = 1 } };

        (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items, codes = (string[])["SPRING"] })).MustBe(HttpStatusCode.Conflict, "code-unknown");
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items, codes = (string[])["A"], preSaleId = Guid.NewGuid() })).MustBlame("eventId", "items", "codes");
        await NothingIsHeld(sale);
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items, codes = Array.Empty<string>(), preSaleId = (Guid?)null })).Must(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_second_request_replaces_the_first_with_its_own_places_counted_as_free()
    {
        var (sale, buyer) = (await desk.OnSale(capacity: 3), await desk.User());
        var first = (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(2), key: "first")).Must(HttpStatusCode.Created).Json;

        var second = (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(3), key: "second")).Must(HttpStatusCode.Created).Json;

        Assert.Equal(first.GetProperty("holdExpiresAt").GetString(), second.GetProperty("holdExpiresAt").GetString());
        var replaced = await desk.Send("GET", $"/purchase/orders/{first.GetProperty("orderId").GetGuid()}", buyer.Token);
        Assert.Equal("replaced", replaced.Json.GetProperty("status").GetString());
        Assert.Equal(0, replaced.Json.GetProperty("remainingSeconds").GetInt32());
    }

    [Fact]
    public async Task An_order_of_somebody_else_reads_as_an_unknown_one()
    {
        var (sale, buyer, stranger) = (await desk.OnSale(), await desk.User(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer)).GetProperty("orderId").GetGuid();

        foreach (var method in (string[])["GET", "DELETE"])
        {
            var foreign = await desk.Send(method, $"/purchase/orders/{orderId}", stranger.Token);
            var unknown = await desk.Send(method, $"/purchase/orders/{Guid.NewGuid()}", stranger.Token);
            var nowhere = await desk.Send(method, "/purchase/orders/not-an-id", stranger.Token);

            Assert.Equal(foreign.MustBe(HttpStatusCode.NotFound, "not-found").Text, unknown.Must(HttpStatusCode.NotFound).Text);
            Assert.Equal(foreign.Text, nowhere.Must(HttpStatusCode.NotFound).Text);
        }

        var pay = await desk.Send("POST", "/payment/process", stranger.Token, new { orderId, paymentMethod = "pm_card_visa" });
        Assert.Equal(pay.Must(HttpStatusCode.NotFound).Text, (await desk.Send("POST", "/payment/process", stranger.Token, new { orderId = Guid.NewGuid() })).Text);
        Assert.Equal("held", (await desk.Send("GET", $"/purchase/orders/{orderId}", buyer.Token)).Json.GetProperty("status").GetString());
    }

    private async Task NothingIsHeld(OnSale sale)
    {
        var sheet = (await desk.Send("GET", $"/events/{sale.EventId}", (await desk.Admin()).Token)).Must(HttpStatusCode.OK).Json;
        Assert.All(sheet.GetProperty("stock").EnumerateArray(), stock => Assert.Equal(0, stock.GetProperty("held").GetInt32()));
    }
}
