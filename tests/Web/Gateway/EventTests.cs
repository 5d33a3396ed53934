using System.Net;
using System.Text.Json;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class EventTests(Stack stack) : IDisposable
{
    private const string SheetFields =
        "eventId status version title description categoryId venue startsAt endsAt timeZone currency ticketTypes preSale maxPerPerson holdMinutes offerHours";

    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Theory]
    [InlineData("/events")]
    [InlineData("/event_proposal/events")]
    public async Task An_event_is_inserted_listed_read_and_published(string path)
    {
        var admin = await desk.Admin();

        var inserted = await desk.Send("POST", path, admin.Token, await desk.EventBody(capacity: 30));
        Assert.Equal(SheetFields, inserted.Must(HttpStatusCode.Created).Fields);
        Assert.Equal("draft", inserted.Json.GetProperty("status").GetString());
        Assert.Equal("\"1\"", inserted.Headers.ETag?.ToString());
        var eventId = inserted.Json.GetProperty("eventId").GetGuid();
        Assert.Equal($"/events/{eventId}", inserted.Headers.Location?.ToString());

        var list = await desk.Send("GET", $"{path}?limit=1", admin.Token);
        var listed = list.Must(HttpStatusCode.OK).Json.GetProperty("items")[0];
        Assert.Equal("eventId title status startsAt capacity held booked sold available", Reply.Names(listed));
        Assert.Equal((eventId, 60), (listed.GetProperty("eventId").GetGuid(), listed.GetProperty("capacity").GetInt32()));

        var published = await desk.Send("POST", $"/events/{eventId}/publish", admin.Token);
        Assert.Equal("published", published.Must(HttpStatusCode.OK).Json.GetProperty("status").GetString());
        (await desk.Send("POST", $"/events/{eventId}/publish", admin.Token)).Must(HttpStatusCode.OK);

        var read = await desk.Send("GET", $"/events/{eventId}", admin.Token);
        Assert.Equal($"{SheetFields} stock", read.Must(HttpStatusCode.OK).Fields);
        Assert.Equal("ticketTypeId capacity held booked sold available", Reply.Names(read.Json.GetProperty("stock")[0]));
    }

    [Fact]
    public async Task The_same_key_inserts_one_event_and_another_body_is_refused()
    {
        var (admin, body, key) = (await desk.Admin(), await desk.EventBody(), Guid.NewGuid().ToString());
        var first = (await desk.Send("POST", "/events", admin.Token, body, key)).Must(HttpStatusCode.Created);

        Assert.Equal(first.Text, (await desk.Send("POST", "/event_proposal/events", admin.Token, body, key)).Must(HttpStatusCode.Created).Text);

        body["title"] = "Another";
        (await desk.Send("POST", "/events", admin.Token, body, key)).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Every_field_that_is_wrong_is_named()
    {
        var (admin, body) = (await desk.Admin(), await desk.EventBody());
        body["title"] = 5;
        body["startsAt"] = "2031-03-01T19:00:00";
        body["ticketTypes"] = new object[] { new { name = "A", price = 1.5, capacity = "many" }, 3 };
        body.Remove("venue");
        (await desk.Send("POST", "/events", admin.Token, body))
            .MustBlame("title", "venue", "startsAt", "ticketTypes[0].price", "ticketTypes[0].capacity", "ticketTypes[1]");

        body = await desk.EventBody();
        body["currency"] = "EURO";
        body["holdMinutes"] = 1;
        body["ticketTypes"] = new object[] { new { name = "A", price = -1, capacity = 10 } };
        (await desk.Send("POST", "/events", admin.Token, body)).MustBlame("currency", "holdMinutes", "ticketTypes[0].price");

        body = await desk.EventBody();
        body["preSale"] = new { capacity = 10 };
        body["ticketTypes"] = new object[] { new { name = "A", price = 1_000, capacity = 10, ticketTypeId = Guid.NewGuid() } };
        (await desk.Send("POST", "/events", admin.Token, body)).MustBlame("preSale.opensAt", "preSale.closesAt", "preSale.price", "preSale.payBy");
        body.Remove("preSale");
        (await desk.Send("POST", "/events", admin.Token, body)).MustBlame("ticketTypes[0].ticketTypeId");
    }

    [Fact]
    public async Task A_change_replaces_what_is_given_and_nothing_else()
    {
        var (admin, sale) = (await desk.Admin(), await desk.OnSale(capacity: 30));
        var path = $"/events/{sale.EventId}";
        var before = (await desk.Send("GET", path, admin.Token)).Json;

        var changed = (await desk.Send("PATCH", path, admin.Token, new
        {
            title = "Second night",
            venue = new { city = "Ravenna" },
            ticketTypes = new object[] { new { ticketTypeId = sale.Balcony, capacity = 40 }, new { name = "Boxes", price = 9000, capacity = 8 } },
        })).Must(HttpStatusCode.OK).Json;

        Assert.Equal("Second night", changed.GetProperty("title").GetString());
        Assert.Equal("Teatro Duse, Via Cartoleria 42, Ravenna", string.Join(", ", changed.GetProperty("venue").EnumerateObject().Select(field => field.Value.GetString())));
        Assert.Equal(before.GetProperty("description").GetString(), changed.GetProperty("description").GetString());
        Assert.Equal(["Stalls 30", "Balcony 40", "Boxes 8"], changed.GetProperty("ticketTypes").EnumerateArray().Select(Line));
        Assert.Equal(sale.Stalls, changed.GetProperty("ticketTypes")[0].GetProperty("ticketTypeId").GetGuid());
    }

    [Fact]
    public async Task A_change_names_what_is_wrong_by_its_place_in_the_change()
    {
        var (admin, sale) = (await desk.Admin(), await desk.OnSale());
        var path = $"/events/{sale.EventId}";

        (await desk.Send("PATCH", path, admin.Token, new { ticketTypes = new object[] { new { ticketTypeId = sale.Balcony, capacity = -1 } } })).MustBlame("ticketTypes[0].capacity");
        (await desk.Send("PATCH", path, admin.Token, new { ticketTypes = new object[] { new { name = "Boxes", price = "a", capacity = 1 } } })).MustBlame("ticketTypes[0].price");
        (await desk.Send("PATCH", path, admin.Token, new { ticketTypes = new object[] { new { ticketTypeId = Guid.NewGuid(), capacity = 1 } } })).MustBlame("ticketTypes[0].ticketTypeId");
        (await desk.Send("PATCH", path, admin.Token, new { preSale = new { capacity = 1 } })).MustBlame("preSale.opensAt", "preSale.closesAt", "preSale.price", "preSale.payBy");
        (await desk.Send("PATCH", path, admin.Token, new { currency = "USD" })).MustBlame("currency");
        (await desk.Send("PATCH", path, admin.Token, new { title = (string?)null })).MustBlame("title");
        (await desk.Send("PATCH", path, admin.Token, new { publish = true })).MustBlame("publish");
        (await desk.Send("PATCH", path, admin.Token, "[]")).MustBlame("body");
    }

    [Fact]
    public async Task If_Match_guards_against_a_lost_update()
    {
        var (admin, sale) = (await desk.Admin(), await desk.OnSale());
        var path = $"/events/{sale.EventId}";
        var tag = (await desk.Send("GET", path, admin.Token)).Headers.ETag!.ToString();
        var changed = (await desk.Send("PATCH", path, admin.Token, new { title = "First" }, ifMatch: tag)).Must(HttpStatusCode.OK);

        (await desk.Send("PATCH", path, admin.Token, new { title = "Second" }, ifMatch: tag)).MustBe(HttpStatusCode.PreconditionFailed, "precondition-failed");
        (await desk.Send("PATCH", path, admin.Token, new { title = "Second" }, ifMatch: "\"nonsense\"")).MustBe(HttpStatusCode.PreconditionFailed, "precondition-failed");

        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        (await desk.Send("PATCH", path, admin.Token, new { title = "Second" }, ifMatch: changed.Headers.ETag.ToString())).Must(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_user_manages_nothing()
    {
        var (sale, user) = (await desk.OnSale(), await desk.User());

        foreach (var (method, path) in ((string, string)[])[
            ("POST", "/events"), ("GET", "/events"), ("GET", $"/events/{sale.EventId}"), ("PATCH", $"/events/{sale.EventId}"),
            ("POST", $"/events/{sale.EventId}/publish"), ("POST", "/admin_management/categories")])
        {
            (await desk.Send(method, path, user.Token, method == "GET" ? null : new { })).MustBe(HttpStatusCode.Forbidden, "forbidden");
            (await desk.Send(method, path, body: method == "GET" ? null : new { })).MustBe(HttpStatusCode.Unauthorized, "not-signed-in");
        }
    }

    [Fact]
    public async Task A_category_is_added_once_per_key()
    {
        var (admin, name, key) = (await desk.Admin(), $"Category {Guid.NewGuid():N}"[..40], Guid.NewGuid().ToString());
        var first = await desk.Send("POST", "/admin_management/categories", admin.Token, new { name }, key);
        Assert.Equal("categoryId name", first.Must(HttpStatusCode.Created).Fields);

        Assert.Equal(first.Text, (await desk.Send("POST", "/admin_management/categories", admin.Token, new { name }, key)).Must(HttpStatusCode.Created).Text);
        (await desk.Send("POST", "/admin_management/categories", admin.Token, new { name = name + "s" }, key)).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        (await desk.Send("POST", "/admin_management/categories", admin.Token, new { name = name.ToUpperInvariant() })).MustBlame("name");
        (await desk.Send("POST", "/admin_management/categories", admin.Token, new { name = "" })).MustBlame("name");
    }

    private static string Line(JsonElement type) => $"{type.GetProperty("name").GetString()} {type.GetProperty("capacity").GetInt32()}";
}
