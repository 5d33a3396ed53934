using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class IdempotencyTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_same_key_gets_the_same_bytes_and_one_hold_at_either_address()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var first = (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(2), key: "k")).Must(HttpStatusCode.Created);

        var again = await desk.Send("POST", "/purchase/ticket", buyer.Token,
            $$"""{ "items": [ { "quantity": 2, "ticketTypeId": "{{sale.Stalls}}" } ],   "eventId": "{{sale.EventId}}" }""", key: "k");

        Assert.Equal(first.Text, again.Must(HttpStatusCode.Created).Text);
        Assert.Equal(2, await Held(sale));
    }

    [Fact]
    public async Task Twenty_at_once_with_the_same_key_are_one_hold()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(2), key: "k")));

        Assert.Single(answers.Select(answer => answer.Must(HttpStatusCode.Created).Text).Distinct());
        Assert.Equal(2, await Held(sale));
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(2), key: "k")).Must(HttpStatusCode.Created);

        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(3), key: "k")).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");

        Assert.Equal(2, await Held(sale));
    }

    [Fact]
    public async Task A_key_belongs_to_one_person()
    {
        var (sale, ada, ben) = (await desk.OnSale(), await desk.User(), await desk.User());
        (await desk.Send("POST", "/purchase/tickets", ada.Token, sale.Want(2), key: "k")).Must(HttpStatusCode.Created);

        (await desk.Send("POST", "/purchase/tickets", ben.Token, sale.Want(3), key: "k")).Must(HttpStatusCode.Created);

        Assert.Equal(5, await Held(sale));
    }

    [Fact]
    public async Task A_refusal_had_no_effect_and_is_decided_anew()
    {
        var (sale, ada, ben) = (await desk.OnSale(capacity: 2), await desk.User(), await desk.User());
        var orderId = (await desk.Hold(sale, ada, 2)).GetProperty("orderId").GetGuid();
        (await desk.Send("POST", "/purchase/tickets", ben.Token, sale.Want(), key: "k")).MustBe(HttpStatusCode.Conflict, "sold-out");
        (await desk.Send("DELETE", $"/purchase/orders/{orderId}", ada.Token)).Must(HttpStatusCode.NoContent);

        (await desk.Send("POST", "/purchase/tickets", ben.Token, sale.Want(), key: "k")).Must(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("two words")]
    [InlineData("naïve")]
    [InlineData("")]
    public async Task A_key_is_visible_ascii(string key)
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(), key)).MustBlame("Idempotency-Key");
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public async Task A_key_has_at_most_200_characters(int length, bool fine)
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());

        var answer = await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want(), new string('~', length));

        Assert.Equal(fine ? HttpStatusCode.Created : HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task A_payment_repeats_its_outcome()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var orderId = (await desk.Hold(sale, buyer, 2)).GetProperty("orderId").GetGuid();
        var first = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_visa" }, "p")).Must(HttpStatusCode.OK);

        var again = await desk.Send("POST", "/payment_gateway/pay", buyer.Token, new { orderId, paymentMethod = "pm_card_visa" }, "p");

        Assert.Equal(first.Text, again.Must(HttpStatusCode.OK).Text);
        (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId, paymentMethod = "pm_card_mastercard" }, "p"))
            .MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    private async Task<int> Held(OnSale sale)
    {
        var sheet = (await desk.Send("GET", $"/events/{sale.EventId}", (await desk.Admin()).Token)).Must(HttpStatusCode.OK).Json;
        return sheet.GetProperty("stock").EnumerateArray().Sum(stock => stock.GetProperty("held").GetInt32());
    }
}
