using System.Net;

namespace EventTicket.Tests.Gateway;

[Collection(StackCollection.Name)]
public sealed class CatalogueTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Anyone_reads_categories_events_and_an_event()
    {
        var sale = await desk.OnSale(capacity: 7);

        var categories = await desk.Send("GET", "/catalog/categories");
        Assert.Equal("categoryId name", Reply.Names(categories.Must(HttpStatusCode.OK).Json.GetProperty("items")[0]));

        var page = await desk.Send("GET", $"/catalog/events/{sale.EventId}");
        Assert.Equal("eventId title description category venue startsAt endsAt timeZone status maxPerPerson ticketTypes preSale", page.Must(HttpStatusCode.OK).Fields);
        Assert.Equal("2031-03-01T22:00:00Z", page.Json.GetProperty("endsAt").GetString());
        Assert.Equal("published", page.Json.GetProperty("status").GetString());
        var type = page.Json.GetProperty("ticketTypes")[0];
        Assert.Equal("ticketTypeId name price available salesStartsAt salesEndsAt maxPerPerson", Reply.Names(type));
        Assert.Equal("{\"amount\":4500,\"currency\":\"EUR\"}", type.GetProperty("price").GetRawText());
        Assert.Equal(7, type.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged()
    {
        var word = $"word{Guid.NewGuid():N}";
        var admin = await desk.Admin();
        for (var day = 1; day <= 3; day++)
        {
            var body = await desk.EventBody(publish: true);
            body["title"] = $"{word} {day}";
            body["startsAt"] = $"2031-03-0{day}T19:00:00Z";
            body["endsAt"] = $"2031-03-0{day}T21:00:00Z";
            (await desk.Send("POST", "/events", admin.Token, body)).Must(HttpStatusCode.Created);
        }

        var first = await desk.Send("GET", $"/catalog/events?query={word}&city=BOLOGNA&from=2031-03-01T00:00:00Z&to=2031-04-01T00:00:00Z&limit=2");
        Assert.Equal("items nextCursor", first.Must(HttpStatusCode.OK).Fields);
        Assert.Equal([$"{word} 1", $"{word} 2"], Titles(first));
        Assert.Equal(
            "eventId title category city venueName startsAt timeZone status fromPrice available", Reply.Names(first.Json.GetProperty("items")[0]));

        var cursor = Uri.EscapeDataString(first.Json.GetProperty("nextCursor").GetString()!);
        var second = await desk.Send("GET", $"/catalog/events?query={word}&city=BOLOGNA&from=2031-03-01T00:00:00Z&to=2031-04-01T00:00:00Z&limit=2&cursor={cursor}");
        Assert.Equal([$"{word} 3"], Titles(second.Must(HttpStatusCode.OK)));
        Assert.Equal("null", second.Json.GetProperty("nextCursor").GetRawText());
        Assert.Empty(Titles(await desk.Send("GET", $"/catalog/events?query={word}&category={Guid.NewGuid()}")));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("cursor=made-up", "cursor")]
    [InlineData("category=Concerts", "category")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2031-03-01T19:00:00", "from")]
    [InlineData("to=2031-03-01", "to")]
    [InlineData("query=a%00b", "query")]
    public async Task A_condition_that_cannot_be_read_is_named(string query, string field) =>
        (await desk.Send("GET", $"/catalog/events?{query}")).MustBlame(field);

    [Fact]
    public async Task A_draft_is_not_there()
    {
        var draft = (await desk.Send("POST", "/events", (await desk.Admin()).Token, await desk.EventBody())).Must(HttpStatusCode.Created);

        var page = await desk.Send("GET", $"/catalog/events/{draft.Json.GetProperty("eventId").GetGuid()}");

        Assert.Equal(page.MustBe(HttpStatusCode.NotFound, "not-found").Text, (await desk.Send("GET", $"/catalog/events/{Guid.NewGuid()}")).Text);
    }

    private static IEnumerable<string?> Titles(Reply list) =>
        list.Json.GetProperty("items").EnumerateArray().Select(card => card.GetProperty("title").GetString());
}
