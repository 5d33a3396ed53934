using System.Net;
using System.Text.Json;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class RefundTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_manager_refunds_an_order_of_their_event_ticket_by_ticket()
    {
        var (admin, buyer, sale) = (await desk.Admin(), await desk.User(), await desk.OnSale());
        var (order, tickets) = await Buy(sale, buyer);
        var path = $"/events/{sale.EventId}/orders/{order}/refund";

        var key = Guid.NewGuid().ToString();
        var body = new { ticketIds = new[] { tickets[0] }, reason = "fell ill" };
        var refund = (await desk.Send("POST", path, admin.Token, body, key)).Must(HttpStatusCode.Accepted);
        Assert.Equal("refundId orderId amount ticketIds", refund.Fields);
        Assert.Equal(4_500, refund.Json.GetProperty("amount").GetProperty("amount").GetInt64());
        Assert.Equal(refund.Text, (await desk.Send("POST", path, admin.Token, body, key)).Must(HttpStatusCode.Accepted).Text);
        Assert.Equal("partly-refunded", await Status(order, buyer));

        (await desk.Send("POST", path, admin.Token, body)).MustBlame("ticketIds[0]");
        (await desk.Send("POST", path, admin.Token, new { ticketIds = Array.Empty<string>() })).MustBlame("ticketIds");
        (await desk.Send("POST", path, admin.Token, new { })).Must(HttpStatusCode.Accepted);
        Assert.Equal("refunded", await Status(order, buyer));
    }

    [Fact]
    public async Task Others_orders_are_not_found_and_buyers_may_not()
    {
        var (admin, buyer, sale) = (await desk.Admin(), await desk.User(), await desk.OnSale());
        var (order, _) = await Buy(sale, buyer);

        (await desk.Send("POST", $"/events/{sale.EventId}/orders/{order}/refund", buyer.Token, new { })).MustBe(HttpStatusCode.Forbidden, "forbidden");
        (await desk.Send("POST", $"/events/{sale.EventId}/orders/{Guid.NewGuid()}/refund", admin.Token, new { })).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("POST", $"/events/{Guid.NewGuid()}/orders/{order}/refund", admin.Token, new { })).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("POST", $"/events/{sale.EventId}/orders/{order}/refund", admin.Token, new { includeUsed = "yes" })).MustBlame("includeUsed");
    }

    [Fact]
    public async Task A_cancelled_event_refunds_its_orders_and_tells_how_far_it_is()
    {
        var (admin, buyer, sale) = (await desk.Admin(), await desk.User(), await desk.OnSale());
        var (order, _) = await Buy(sale, buyer);
        (await desk.Send("GET", $"/events/{sale.EventId}/cancellation", admin.Token)).MustBe(HttpStatusCode.NotFound, "not-found");

        var cancelled = (await desk.Send("POST", $"/events/{sale.EventId}/cancel", admin.Token)).Must(HttpStatusCode.OK);

        Assert.Equal("cancelled", cancelled.Json.GetProperty("status").GetString());
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want())).MustBe(HttpStatusCode.Conflict, "event-cancelled");
        JsonElement progress;
        do
        {
            await Task.Delay(200, TestContext.Current.CancellationToken);
            var answer = (await desk.Send("GET", $"/events/{sale.EventId}/cancellation", admin.Token)).Must(HttpStatusCode.OK);
            Assert.Equal("eventId orders ordersRefunded refunds startedAt finishedAt", answer.Fields);
            progress = answer.Json;
        }
        while (progress.GetProperty("refunds").GetProperty("succeeded").GetInt32() == 0);

        Assert.Equal(1, progress.GetProperty("ordersRefunded").GetInt32());
        Assert.Equal("refunded", await Status(order, buyer));
    }

    private async Task<(Guid OrderId, Guid[] Tickets)> Buy(OnSale sale, Session buyer)
    {
        var order = (await desk.Hold(sale, buyer, 2)).GetProperty("orderId").GetGuid();
        var paid = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId = order, paymentMethod = "pm_card_visa" })).Must(HttpStatusCode.OK).Json;
        return (order, [.. paid.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("ticketId").GetGuid())]);
    }

    private async Task<string> Status(Guid orderId, Session buyer) =>
        (await desk.Send("GET", $"/purchase/orders/{orderId}", buyer.Token)).Must(HttpStatusCode.OK).Json.GetProperty("status").GetString()!;
}
