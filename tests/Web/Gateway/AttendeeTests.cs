using System.Net;
using System.Text;
using EventTicket.Purchases;
using EventTicket.Tests.Web;
using Npgsql;

namespace EventTicket.Tests.Gateway;

/// <summary>A manager looks after the people of an event.</summary>
[Collection(StackCollection.Name)]
public sealed class AttendeeTests(Stack stack) : IDisposable
{
    private readonly Desk desk = new(stack);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Attendees_are_listed_page_by_page_and_found_by_name_address_number_and_code()
    {
        var (manager, sale) = await Sale();
        var (ada, grace) = (await Buy(sale, 2, "Ada Lovelace"), await Buy(sale, 3, "Grace O'Brien <b>"));

        var all = new List<string>();
        for (var path = $"/events/{sale.EventId}/attendees?limit=2"; ;)
        {
            var page = (await desk.Send("GET", path, manager.Token)).Must(HttpStatusCode.OK).Json;
            all.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("ticketId").GetString()!));
            if (page.GetProperty("nextCursor").GetString() is not { } cursor)
            {
                break;
            }

            path = $"/events/{sale.EventId}/attendees?limit=2&cursor={cursor}";
        }

        Assert.Equal(5, all.Distinct().Count());
        Assert.Equal(5, all.Count);
        await Finds("", 5);
        await Finds("lovel", 2);
        await Finds("o'brien grace", 3);
        await Finds(grace.Email, 3);
        await Finds(grace.Email.Split('@')[0][..12], 3);
        await Finds(OrderNumber.Of(ada.OrderId), 2);
        await Finds(ada.Code, 1);
        await Finds(ada.Code.ToLowerInvariant().Insert(13, " "), 1);
        await Finds("nobody", 0);
        await Finds("!!!", 0);
        var one = (await desk.Send("GET", $"/events/{sale.EventId}/attendees?query=lovelace", manager.Token)).Must(HttpStatusCode.OK);
        Assert.Equal("ticketId ticketType status orderId orderNumber name email purchasedAt price", Reply.Names(one.Json.GetProperty("items")[0]));
        Assert.DoesNotContain(ada.Code, one.Text, StringComparison.Ordinal);

        async Task Finds(string query, int tickets) => Assert.True(
            tickets == (await desk.Send("GET", $"/events/{sale.EventId}/attendees?query={Uri.EscapeDataString(query)}", manager.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength(), query);
    }

    [Fact]
    public async Task The_file_has_every_ticket_and_no_formula()
    {
        var (manager, sale) = await Sale();
        string[] naughty = ["=cmd|' /C calc'!A0", "+1", "-1", "@sum", "O'Brien, \"Bob\" <b>", "🎟️ émoji", "שלום עולם", new('x', 100)];
        foreach (var name in naughty)
        {
            await Buy(sale, 1, name);
        }

        var file = (await desk.Send("GET", $"/events/{sale.EventId}/attendees.csv", manager.Token)).Must(HttpStatusCode.OK);

        Assert.Equal("text/csv", file.ContentType);
        var rows = CsvFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(file.Text)));
        Assert.Equal("name,email,ticketType,status,order,ticketId,purchasedAt,price,currency", string.Join(',', rows[0]));
        Assert.All(rows.SelectMany(row => row), cell => Assert.False(CsvFile.IsFormula(cell), cell));
        Assert.Equal(naughty.Select(CsvFile.Guarded).Order(StringComparer.Ordinal), rows.Skip(1).Select(row => row[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sales_are_told_by_time_and_a_copy_of_the_event_is_a_draft_at_another_time()
    {
        var (manager, sale) = await Sale();
        await Buy(sale, 2, "Ada Lovelace");

        var sales = (await desk.Send("GET", $"/events/{sale.EventId}/sales", manager.Token)).Must(HttpStatusCode.OK).Json;
        Assert.Equal((3600, 2), (sales.GetProperty("stepSeconds").GetInt32(), sales.GetProperty("sold").EnumerateArray().Sum(step => step.GetProperty("sold").GetInt32())));

        var key = Guid.NewGuid().ToString();
        var copy = (await desk.Send("POST", $"/events/{sale.EventId}/duplicate", manager.Token, new { startsAt = "2032-03-01T19:00:00Z" }, key)).Must(HttpStatusCode.Created);
        Assert.Equal(("draft", "Spring concert", "2032-03-01T22:00:00Z"), (copy.Json.GetProperty("status").GetString(), copy.Json.GetProperty("title").GetString(), copy.Json.GetProperty("endsAt").GetString()));
        Assert.Equal(copy.Text, (await desk.Send("POST", $"/events/{sale.EventId}/duplicate", manager.Token, new { startsAt = "2032-03-01T19:00:00Z" }, key)).Must(HttpStatusCode.Created).Text);
        Assert.NotEqual(sale.Stalls, copy.Json.GetProperty("ticketTypes")[0].GetProperty("ticketTypeId").GetGuid());
        (await desk.Send("POST", $"/events/{sale.EventId}/duplicate", manager.Token, new { startsAt = "2020-03-01T19:00:00Z" })).MustBlame("startsAt");
    }

    [Fact]
    public async Task A_mail_to_all_reaches_each_attendee_once_and_five_a_day_are_enough()
    {
        var (manager, sale) = await Sale();
        var (ada, grace) = (await Buy(sale, 2, "Ada Lovelace"), await Buy(sale, 1, "Grace Hopper"));
        var (path, key) = ($"/events/{sale.EventId}/mails", Guid.NewGuid().ToString());

        (await desk.Send("POST", path, manager.Token, new { subject = "", text = " " })).MustBlame("subject", "text");
        var written = (await desk.Send("POST", path, manager.Token, new { subject = "Doors open later", text = "At eight." }, key)).Must(HttpStatusCode.Accepted);
        Assert.Equal(written.Text, (await desk.Send("POST", path, manager.Token, new { subject = "Doors open later", text = "At eight." }, key)).Must(HttpStatusCode.Accepted).Text);
        (await desk.Send("POST", path, manager.Token, new { subject = "Doors open later", text = "At nine." }, key)).MustBe(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        for (var n = 2; n <= 5; n++)
        {
            (await desk.Send("POST", path, manager.Token, new { subject = $"Mail {n}", text = "More." })).Must(HttpStatusCode.Accepted);
        }

        (await desk.Send("POST", path, manager.Token, new { subject = "Mail 6", text = "More." })).MustBe(HttpStatusCode.TooManyRequests, "too-many-requests");

        var mail = written.Json.GetProperty("mailId").GetGuid();
        await Until($"SELECT count(*) FROM outbox WHERE thing = 'to-attendees {mail}' AND state = 'sent'", 2);
        Assert.Equal(2, (await desk.Send("GET", path, manager.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Last().GetProperty("people").GetInt32());
        Assert.NotEqual(ada.Email, grace.Email);
    }

    [Fact]
    public async Task What_an_admin_does_to_the_event_of_somebody_else_stands_in_the_record()
    {
        var (manager, sale) = await Sale();
        var (admin, sold, key) = (await desk.Admin(), await Buy(sale, 1, "Ada Lovelace"), Guid.NewGuid().ToString());

        (await desk.Send("PATCH", $"/events/{sale.EventId}", manager.Token, new { title = "By its manager" })).Must(HttpStatusCode.OK);
        (await desk.Send("PATCH", $"/events/{sale.EventId}", admin.Token, new { title = "By an admin" })).Must(HttpStatusCode.OK);
        (await desk.Send("POST", $"/events/{sale.EventId}/orders/{sold.OrderId}/refund", admin.Token, new { }, key)).Must(HttpStatusCode.Accepted);
        (await desk.Send("POST", $"/events/{sale.EventId}/cancel", admin.Token, key: key)).Must(HttpStatusCode.OK);
        (await desk.Send("POST", $"/events/{sale.EventId}/cancel", admin.Token, key: key)).Must(HttpStatusCode.OK);

        var record = (await desk.Send("GET", "/personal_page/admin", admin.Token)).Must(HttpStatusCode.OK).Json.GetProperty("actions").GetProperty("items").EnumerateArray()
            .Select(action => (action.GetProperty("action").GetString(), action.GetProperty("subjectId").GetGuid()))
            .Where(action => action.Item2 == sale.EventId || action.Item2 == sold.OrderId);
        Assert.Equal([("event-cancelled", sale.EventId), ("order-refunded", sold.OrderId), ("event-changed", sale.EventId)], record);
    }

    [Fact]
    public async Task A_withdrawn_event_is_off_sale_and_out_of_the_catalogue_until_it_is_put_back()
    {
        var (manager, sale) = await Sale();
        var (admin, buyer) = (await desk.Admin(), await desk.User());
        var path = $"/admin_management/events/{sale.EventId}";

        (await desk.Send("POST", $"{path}/withdraw", admin.Token, new { reason = "" })).MustBlame("reason");
        var withdrawn = (await desk.Send("POST", $"{path}/withdraw", admin.Token, new { reason = "Tell us who you are." })).Must(HttpStatusCode.OK);
        Assert.Equal("published", withdrawn.Json.GetProperty("status").GetString());
        Assert.NotNull(withdrawn.Json.GetProperty("withdrawnAt").GetString());
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want())).MustBe(HttpStatusCode.Conflict, "not-on-sale");
        await UntilStatus($"/catalog/events/{sale.EventId}", HttpStatusCode.NotFound);
        Assert.NotNull((await desk.Send("GET", $"/events/{sale.EventId}", manager.Token)).Must(HttpStatusCode.OK).Json.GetProperty("withdrawnAt").GetString());
        await Until($"SELECT count(*) FROM outbox WHERE user_id = '{manager.UserId}' AND thing LIKE 'withdrawn %' AND state = 'sent'", 1);
        var actions = (await desk.Send("GET", "/admin_management/actions", admin.Token)).Must(HttpStatusCode.OK).Text;
        Assert.Contains("event-withdrawn", actions, StringComparison.Ordinal);
        Assert.DoesNotContain("Tell us who you are", actions, StringComparison.Ordinal);

        (await desk.Send("POST", $"{path}/restore", admin.Token)).Must(HttpStatusCode.OK);
        (await desk.Send("POST", "/purchase/tickets", buyer.Token, sale.Want())).Must(HttpStatusCode.Created);
        await UntilStatus($"/catalog/events/{sale.EventId}", HttpStatusCode.OK);
        (await desk.Send("POST", $"{path}/withdraw", manager.Token, new { reason = "Mine." })).MustBe(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Admins_find_any_event_and_any_person()
    {
        var (manager, sale) = await Sale($"Concert {Guid.NewGuid():N}");
        var buyer = await Buy(sale, 1, "Ada Lovelace");
        var admin = await desk.Admin();

        var title = (await desk.Send("GET", $"/events/{sale.EventId}", manager.Token)).Json.GetProperty("title").GetString()!;
        var events = (await desk.Send("GET", $"/admin_management/events?query={Uri.EscapeDataString(title)}", admin.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal((sale.EventId, manager.UserId), (events[0].GetProperty("eventId").GetGuid(), events[0].GetProperty("managerId").GetGuid()));
        Assert.Equal(1, events.GetArrayLength());
        var people = (await desk.Send("GET", $"/admin_management/users?query={Uri.EscapeDataString(buyer.Email)}", admin.Token)).Must(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal((buyer.Email, "Ada Lovelace", "user"), (people[0].GetProperty("email").GetString(), people[0].GetProperty("name").GetString(), people[0].GetProperty("role").GetString()));
        var first = (await desk.Send("GET", "/admin_management/users?limit=1", admin.Token)).Must(HttpStatusCode.OK).Json;
        var second = (await desk.Send("GET", $"/admin_management/users?limit=1&cursor={first.GetProperty("nextCursor").GetString()}", admin.Token)).Must(HttpStatusCode.OK).Json;
        Assert.NotEqual(first.GetProperty("items")[0].GetProperty("userId").GetGuid(), second.GetProperty("items")[0].GetProperty("userId").GetGuid());
    }

    private async Task<(Session Manager, OnSale Sale)> Sale(string title = "Spring concert")
    {
        var (_, manager) = await desk.Manager();
        var body = await desk.EventBody(publish: true);
        body["title"] = title;
        var made = (await desk.Send("POST", "/events", manager.Token, body)).Must(HttpStatusCode.Created).Json;
        var types = made.GetProperty("ticketTypes");
        return (manager, new OnSale(made.GetProperty("eventId").GetGuid(), types[0].GetProperty("ticketTypeId").GetGuid(), types[1].GetProperty("ticketTypeId").GetGuid()));
    }

    /// <summary>Somebody new with free tickets.</summary>
    private async Task<(string Email, Guid OrderId, string Code)> Buy(OnSale sale, int quantity, string name)
    {
        var email = Desk.NewEmail();
        (await desk.Send("POST", "/auth/register", body: new { email, password = Desk.Password, name })).Must(HttpStatusCode.Created);
        var buyer = await desk.LogIn(email, Desk.Password);
        var order = (await desk.Send("POST", "/purchase/tickets", buyer.Token, new { eventId = sale.EventId, items = new[] { new { ticketTypeId = sale.Balcony, quantity } } }))
            .Must(HttpStatusCode.Created).Json.GetProperty("orderId").GetGuid();
        var tickets = (await desk.Send("POST", "/payment/process", buyer.Token, new { orderId = order })).Must(HttpStatusCode.OK).Json.GetProperty("tickets");
        return (email, order, tickets[0].GetProperty("code").GetString()!);
    }

    private async Task Until(string question, long expected)
    {
        await using var database = NpgsqlDataSource.Create(stack.ConnectionString);
        await using var command = database.CreateCommand(question);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((long)(await command.ExecuteScalarAsync(patience.Token))! != expected)
        {
            await Task.Delay(100, patience.Token);
        }
    }

    // What is shown of an event is at most a second old.
    private async Task UntilStatus(string path, HttpStatusCode expected)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while ((await desk.Send("GET", path)).Status != expected)
        {
            await Task.Delay(100, patience.Token);
        }
    }
}
