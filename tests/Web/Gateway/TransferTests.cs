using System.Net;
using System.Text.Json;
using EventTicket.Tests.Web;
using Npgsql;

namespace EventTicket.Tests.Gateway;

/// <summary>A ticket changes hands over the gateway.</summary>
[Collection(StackCollection.Name)]
public sealed class TransferTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Whoever_has_the_address_takes_the_ticket_and_its_old_code_dies()
    {
        var (sale, buyer, ticket) = await Bought();
        var address = await desk.Confirmed();
        var receiver = await desk.LogIn(address, Desk.Password);
        var key = Guid.NewGuid().ToString();
        var body = new { email = $" {address.ToUpperInvariant()} " };

        var offer = (await desk.Send("POST", $"/purchase/tickets/{ticket.Id}/transfer", buyer.Token, body, key)).Must(HttpStatusCode.Accepted);
        Assert.Equal("offerId ticketId email offeredAt", offer.Fields);
        Assert.Equal(offer.Text, (await desk.Send("POST", $"/purchase/tickets/{ticket.Id}/transfer", buyer.Token, body, key)).Text);
        (await desk.Send("POST", $"/purchase/tickets/{ticket.Id}/transfer", buyer.Token, body)).MustBlame("ticketId");
        var offerId = offer.Json.GetProperty("offerId").GetGuid();
        var offered = (await desk.Send("GET", $"/purchase/transfers/{offerId}", receiver.Token)).Must(HttpStatusCode.OK).Json;
        Assert.True(offered.GetProperty("canTake").GetBoolean());
        (await desk.Send("GET", $"/purchase/transfers/{offerId}", buyer.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("POST", $"/purchase/transfers/{offerId}/take", (await desk.User()).Token)).MustBe(HttpStatusCode.NotFound, "not-found");

        var taken = (await desk.Send("POST", $"/purchase/transfers/{offerId}/take", receiver.Token)).Must(HttpStatusCode.OK);

        Assert.Equal(taken.Text, (await desk.Send("POST", $"/purchase/transfers/{offerId}/take", receiver.Token)).Must(HttpStatusCode.OK).Text);
        var mine = (await Tickets(receiver)).Single();
        Assert.Equal((taken.Json.GetProperty("ticketId").GetGuid(), "valid"), (mine.GetProperty("ticketId").GetGuid(), mine.GetProperty("status").GetString()));
        Assert.NotEqual(ticket.Code, mine.GetProperty("code").GetString());
        Assert.Equal("transferred", (await Tickets(buyer)).Single().GetProperty("status").GetString());
        (await desk.Send("GET", $"/purchase/tickets/{ticket.Id}/qr.svg", buyer.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        var admin = await desk.Admin();
        Assert.Equal("transferred", (await desk.Send("POST", $"/events/{sale.EventId}/check-ins", admin.Token, new { code = ticket.Code })).Json.GetProperty("reason").GetString());
        Assert.True((await desk.Send("POST", $"/events/{sale.EventId}/check-ins", admin.Token, new { code = mine.GetProperty("code").GetString() })).Json.GetProperty("admitted").GetBoolean());
        Assert.Equal(0L, await Count($"ticket_offers WHERE offer_id = '{offerId}' AND address IS NOT NULL"));
        Assert.Equal(2L, await Count($"outbox WHERE thing IN ('given {ticket.Id:N}', 'received {mine.GetProperty("ticketId").GetGuid():N}')"));
        // What was given is no second sale.
        Assert.Equal(1L, await Count($"orders WHERE event_id = '{sale.EventId}'"));
    }

    [Fact]
    public async Task Nobody_gives_a_ticket_to_themselves()
    {
        var (_, buyer, ticket) = await Bought();
        var path = $"/purchase/tickets/{ticket.Id}/transfer";
        var own = (await desk.Send("GET", "/user_data/profile", buyer.Token)).Must(HttpStatusCode.OK).Json.GetProperty("email").GetString()!;

        (await desk.Send("POST", path, buyer.Token, new { email = own.ToUpperInvariant() })).MustBlame("email");
        (await desk.Send("GET", path, buyer.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task An_account_whose_address_is_not_confirmed_takes_nothing_and_the_giver_cannot_tell()
    {
        var (_, buyer, ticket) = await Bought();
        var (_, buyerToo, ticketToo) = await Bought();
        var (address, unconfirmed) = await desk.Person();

        var known = (await desk.Send("POST", $"/purchase/tickets/{ticket.Id}/transfer", buyer.Token, new { email = address })).Must(HttpStatusCode.Accepted);
        var unknown = (await desk.Send("POST", $"/purchase/tickets/{ticketToo.Id}/transfer", buyerToo.Token, new { email = Desk.NewEmail() })).Must(HttpStatusCode.Accepted);
        Assert.Equal(known.Fields, unknown.Fields);
        var offerId = known.Json.GetProperty("offerId").GetGuid();
        Assert.False((await desk.Send("GET", $"/purchase/transfers/{offerId}", unconfirmed.Token)).Must(HttpStatusCode.OK).Json.GetProperty("canTake").GetBoolean());
        var refused = (await desk.Send("POST", $"/purchase/transfers/{offerId}/take", unconfirmed.Token)).MustBe(HttpStatusCode.Forbidden, "forbidden");
        Assert.Contains("Confirm your e-mail address", refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);

        (await desk.Send("POST", "/auth/email/confirm", body: new { token = await stack.Token(address, "confirm") })).Must(HttpStatusCode.NoContent);
        (await desk.Send("POST", $"/purchase/transfers/{offerId}/take", unconfirmed.Token)).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_offer_that_was_taken_back_gives_nothing_to_anybody()
    {
        var (_, buyer, ticket) = await Bought();
        var address = await desk.Confirmed();
        var receiver = await desk.LogIn(address, Desk.Password);
        var path = $"/purchase/tickets/{ticket.Id}/transfer";
        (await desk.Send("POST", path, buyer.Token, new { email = "nobody" })).MustBlame("email");
        var offerId = (await desk.Send("POST", path, buyer.Token, new { email = address })).Must(HttpStatusCode.Accepted).Json.GetProperty("offerId").GetGuid();
        Assert.Equal(address, (await desk.Send("GET", path, buyer.Token)).Must(HttpStatusCode.OK).Json.GetProperty("email").GetString());

        (await desk.Send("DELETE", path, buyer.Token)).Must(HttpStatusCode.NoContent);

        (await desk.Send("DELETE", path, buyer.Token)).Must(HttpStatusCode.NoContent);
        (await desk.Send("GET", path, buyer.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        (await desk.Send("POST", $"/purchase/transfers/{offerId}/take", receiver.Token)).MustBe(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("valid", (await Tickets(buyer)).Single().GetProperty("status").GetString());
        (await desk.Send("POST", path, buyer.Token, new { email = address })).Must(HttpStatusCode.Accepted);
    }

    private async Task<IReadOnlyList<JsonElement>> Tickets(Session person) =>
        [.. (await desk.Send("GET", "/purchase/tickets", person.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    private async Task<(OnSale Sale, Session Buyer, (Guid Id, string Code) Ticket)> Bought()
    {
        var (sale, buyer) = (await desk.OnSale(), await desk.User());
        var order = (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.Balcony, quantity = 1 } } })).Must(HttpStatusCode.Created).Json;
        var ticket = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId = order.GetProperty("orderId").GetGuid() })).Must(HttpStatusCode.OK).Json.GetProperty("tickets")[0];
        return (sale, buyer, (ticket.GetProperty("ticketId").GetGuid(), ticket.GetProperty("code").GetString()!));
    }

    private async Task<long> Count(string what)
    {
        await using var database = NpgsqlDataSource.Create(stack.ConnectionString);
        await using var command = database.CreateCommand($"SELECT count(*) FROM {what}");
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
