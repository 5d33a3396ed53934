using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class WaitingListTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Whoever_waits_is_offered_what_comes_back_and_can_buy_it()
    {
        var (sale, carl, ada, ben) = (await desk.OnSale(capacity: 1), await desk.User(), await desk.User(), await desk.User());
        var join = new { eventId = sale.EventId, ticketTypeId = sale.Stalls };
        (await desk.Send("POST", "/booking/waiting-list", ada.Token, join)).MustBe(HttpStatusCode.Conflict, "places-left");
        var last = (await desk.Hold(sale, carl)).GetProperty("orderId").GetGuid();

        var joined = (await desk.Send("POST", "/booking/waiting-list", ada.Token, join, key: "join")).Must(HttpStatusCode.Created);
        Assert.Equal("waitingId eventId ticketTypeId quantity status position", joined.Fields);
        Assert.Equal(joined.Text, (await desk.Send("POST", "/booking/waiting-list", ada.Token, join, key: "join")).Must(HttpStatusCode.Created).Text);
        (await desk.Send("POST", "/booking/waiting-list", ada.Token, join)).MustBe(HttpStatusCode.Conflict, "waiting-already");
        var bens = (await desk.Send("POST", "/booking/waiting-list", ben.Token, join)).Must(HttpStatusCode.Created).Json;
        Assert.Equal(2, bens.GetProperty("position").GetInt32());

        (await desk.Send("DELETE", $"/purchase/orders/{last}", carl.Token)).Must(HttpStatusCode.NoContent);
        var mine = Assert.Single((await desk.Send("GET", "/booking/waiting-list", ada.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("offered", 0), (mine.GetProperty("status").GetString(), mine.GetProperty("position").GetInt32()));
        Assert.Equal(1, Assert.Single((await desk.Send("GET", "/booking/waiting-list", ben.Token)).Json.GetProperty("items").EnumerateArray()).GetProperty("position").GetInt32());
        (await desk.Send("POST", "/purchase/tickets", carl.Token, sale.Want())).MustBe(HttpStatusCode.Conflict, "sold-out");

        (await desk.Send("POST", "/payment/process", ada.Token, new { orderId = mine.GetProperty("orderId").GetGuid(), paymentMethod = "pm_card_visa" })).Must(HttpStatusCode.OK);
        var waitingId = bens.GetProperty("waitingId").GetGuid();
        (await desk.Send("DELETE", $"/booking/waiting-list/{waitingId}", carl.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("DELETE", $"/booking/waiting-list/{waitingId}", ben.Token)).Must(HttpStatusCode.NoContent);
        Assert.Equal("left", Assert.Single((await desk.Send("GET", "/booking/waiting-list", ben.Token)).Json.GetProperty("items").EnumerateArray()).GetProperty("status").GetString());
    }
}
