using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class PaymentTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("/payment/process", "/purchase/tickets")]
    [InlineData("/payment_gateway/pay", "/booking/purchased-tickets")]
    public async Task A_paid_order_has_tickets_with_codes(string pay, string list)
    {
        var (sale, buyer, stranger) = (await desk.OnSale(), await desk.User(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer, 2)).GetProperty("orderId").GetGuid();

        var paid = await desk.Send("POST", pay, buyer.Token, new { orderId, paymentMethod = "pm_card_visa" });
        Assert.Equal("orderId status tickets", paid.Must(HttpStatusCode.OK).Fields);
        Assert.Equal("paid", paid.Json.GetProperty("status").GetString());
        Assert.All(paid.Json.GetProperty("tickets").EnumerateArray(), ticket => Assert.Equal("ticketId code ticketTypeId eventId", Reply.Names(ticket)));
        var codes = paid.Json.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("code").GetString()).Order().ToList();
        Assert.Equal(2, codes.Distinct().Count());

        var mine = await desk.Send("GET", list, buyer.Token);
        Assert.Equal("items nextCursor", mine.Must(HttpStatusCode.OK).Fields);
        Assert.Equal(codes, mine.Json.GetProperty("items").EnumerateArray().Select(ticket => ticket.GetProperty("code").GetString()).Order());
        Assert.All(mine.Json.GetProperty("items").EnumerateArray(), ticket =>
            Assert.Equal("ticketId code status eventId eventTitle ticketType startsAt orderId purchasedAt", Reply.Names(ticket)));
        Assert.Empty((await desk.Send("GET", list, stranger.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());

        var order = await desk.Send("GET", $"/purchase/orders/{orderId}", buyer.Token);
        Assert.Equal(codes, order.Must(HttpStatusCode.OK).Json.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("code").GetString()).Order());
        (await desk.Send("DELETE", $"/purchase/orders/{orderId}", buyer.Token)).MustBe(HttpStatusCode.Conflict, "already-paid");
        (await desk.Send("POST", pay, buyer.Token, new { orderId, paymentMethod = "pm_card_visa" })).MustBe(HttpStatusCode.Conflict, "already-paid");
    }

    [Fact]
    public async Task A_ticket_shows_its_qr_code_to_its_owner_only()
    {
        var (sale, buyer, stranger) = (await desk.OnSale(), await desk.User(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer)).GetProperty("orderId").GetGuid();
        var ticket = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_visa" })).Must(HttpStatusCode.OK)
            .Json.GetProperty("tickets")[0].GetProperty("ticketId").GetGuid();

        var picture = await desk.Send("GET", $"/purchase/tickets/{ticket}/qr.svg", buyer.Token);
        Assert.Equal("image/svg+xml", picture.Must(HttpStatusCode.OK).ContentType);
        Assert.StartsWith("<svg", picture.Text, StringComparison.Ordinal);
        Assert.True(picture.Headers.CacheControl!.NoStore);

        var foreign = await desk.Send("GET", $"/purchase/tickets/{ticket}/qr.svg", stranger.Token);
        Assert.Equal(foreign.MustBe(HttpStatusCode.NotFound, "not-found").Text, (await desk.Send("GET", $"/purchase/tickets/{Guid.NewGuid()}/qr.svg", stranger.Token)).Text);
    }

    [Fact]
    public async Task A_declined_card_leaves_the_hold_for_another()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var hold = await desk.Hold(sale, buyer);
        var orderId = hold.GetProperty("orderId").GetGuid();

        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_chargeDeclined" })).MustBe(HttpStatusCode.PaymentRequired, "card-declined");

        var order = (await desk.Send("GET", $"/purchase/orders/{orderId}", buyer.Token)).Must(HttpStatusCode.OK).Json;
        Assert.Equal("held", order.GetProperty("status").GetString());
        Assert.Equal(hold.GetProperty("holdExpiresAt").GetString(), order.GetProperty("holdExpiresAt").GetString());
        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_visa" })).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_card_or_when_the_bank_asks_there_is_a_page_to_go_to()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer)).GetProperty("orderId").GetGuid();

        foreach (var paymentMethod in (string?[])["pm_card_authenticationRequired", null])
        {
            var open = await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod });
            Assert.Equal("orderId status url", open.Must(HttpStatusCode.Accepted).Fields);
            Assert.Equal("requires-action", open.Json.GetProperty("status").GetString());
            Assert.True(Uri.TryCreate(open.Json.GetProperty("url").GetString(), UriKind.Absolute, out _));
            (await desk.Send("DELETE", $"/purchase/orders/{orderId}", buyer.Token)).Must(HttpStatusCode.NoContent);
            orderId = (await desk.Hold(sale, buyer)).GetProperty("orderId").GetGuid();
        }
    }

    [Fact]
    public async Task A_free_order_is_issued_at_once()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var free = new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.Balcony, quantity = 2 } } };
        var orderId = (await desk.Send("POST", "/purchase/tickets", buyer.Token, free)).Must(HttpStatusCode.Created).Json.GetProperty("orderId").GetGuid();

        var issued = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId })).Must(HttpStatusCode.OK);

        Assert.Equal(2, issued.Json.GetProperty("tickets").GetArrayLength());
    }

    [Fact]
    public async Task A_released_hold_cannot_be_paid()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer)).GetProperty("orderId").GetGuid();
        (await desk.Send("DELETE", $"/purchase/orders/{orderId}", buyer.Token)).Must(HttpStatusCode.NoContent);

        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_visa" })).MustBe(HttpStatusCode.Conflict, "hold-ended");
    }

    [Fact]
    public async Task A_payment_names_what_is_wrong()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer)).GetProperty("orderId").GetGuid();

        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId = "first" })).MustBlame("orderId");
        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = 4242 })).MustBlame("paymentMethod");
        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_unheard_of" })).MustBlame("paymentMethod");
    }

    [Fact]
    public async Task A_webhook_needs_a_signature_and_a_reasonable_size()
    {
        (await desk.Send("POST", "/payments/stripe/webhook", body: new { id = "evt_1" })).MustBlame("signature");
        (await desk.Send("POST", "/payments/stripe/webhook", body: new string(' ', 256 * 1024 + 1))).MustBe(HttpStatusCode.RequestEntityTooLarge, "too-large");
    }
}
