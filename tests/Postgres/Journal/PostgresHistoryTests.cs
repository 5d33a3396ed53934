using System.Globalization;
using EventTicket.Events;
using EventTicket.Purchases;
using EventTicket.Tests.Rules;
using Npgsql;

namespace EventTicket.Tests.Postgres.Journal;

public sealed class PostgresHistoryTests(JournalDatabase database) : IClassFixture<JournalDatabase>
{
    /// <summary>Histories in which everything happens that is looked for below; of a new one nobody can know it.</summary>
    private static readonly int[] Full = [6, 7];

    public static TheoryData<int> Seeds => [.. Full, Random.Shared.Next()];

    [Theory, MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task After_any_history_every_table_says_what_the_facts_say(int seed)
    {
        var history = new RandomHistory(seed, database.Journal);

        await history.Live(steps: 1_200, stepsPerOwner: 150);

        var turnedAway = history.Facts.OfType<TurnedAway>().Select(fact => fact.OrderId).ToHashSet();
        var orders = history.Counted.Orders.Select(order => string.Join(" ", order.Held.OrderId, order.Held.PersonId, OrderStatusWords.Of(order.Status),
            order.Held.Items.Sum(item => item.Price.Amount * item.Quantity), order.Held.Items.Sum(item => item.Quantity),
            order.Held.ExpiresAt.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), turnedAway.Contains(order.Held.OrderId)));
        Assert.Equal(orders.Order(), await Rows(history.EventId,
            """
            SELECT concat_ws(' ', order_id, person_id, status, total, (SELECT sum((item ->> 'quantity')::int) FROM json_array_elements(items) item),
                             to_char(hold_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), initcap(turned_away::text))
            FROM orders WHERE event_id = $1
            """));

        var held = history.Counted.Orders.ToDictionary(order => order.Held.OrderId, order => order.Held);
        var statuses = history.Counted.Orders.SelectMany(order => history.Counted.Tickets(order.Held.OrderId)).ToDictionary(ticket => ticket.TicketId, ticket => TicketStatusWords.Of(ticket.Status));
        var uses = new Dictionary<Guid, CheckedIn?>();
        foreach (var fact in history.Facts.OfType<DoorFact>())
        {
            uses[fact.TicketId] = fact as CheckedIn;
        }

        var issued = history.Facts.OfType<Confirmed>().SelectMany(confirmed => confirmed.Tickets.Select(ticket => (confirmed.OrderId, held[confirmed.OrderId].PersonId, Ticket: ticket)))
            .Concat(history.Facts.OfType<Transferred>().Select(given => (given.OrderId, PersonId: given.To, Ticket: given.Successor)));
        var tickets = issued.Select(one => string.Join(" ", new object?[]
        {
            one.Ticket.TicketId, one.Ticket.Code, one.Ticket.TicketTypeId, one.OrderId, one.PersonId,
            held[one.OrderId].Items.Single(item => item.TicketTypeId == one.Ticket.TicketTypeId).Price.Amount, "GBP", statuses[one.Ticket.TicketId],
            uses.GetValueOrDefault(one.Ticket.TicketId) is { } use ? string.Create(CultureInfo.InvariantCulture, $"{use.At.UtcDateTime:HH:mm:ss.ffffff} {use.Gate}") : null,
        }.OfType<object>()));
        Assert.Equal(tickets.Order(), await Rows(history.EventId,
            """
            SELECT concat_ws(' ', ticket_id, code, ticket_type_id, order_id, person_id, price, currency, status, to_char(used_at AT TIME ZONE 'UTC', 'HH24:MI:SS.US'), used_gate)
            FROM tickets WHERE event_id = $1
            """));
        Assert.True(!Full.Contains(seed) || (uses.Values.Any(use => use is not null) && history.Facts.OfType<Transferred>().Any()));

        var refunds = history.Facts.OfType<Refunded>().Where(refund => refund.Amount > 0).Select(refund => string.Join(" ",
            refund.RefundId, refund.OrderId, refund.Amount, "GBP", refund.ProviderId is null ? "due" : $"external {refund.ProviderId}"));
        Assert.Equal(refunds.Order(), await Rows(history.EventId, "SELECT concat_ws(' ', refund_id, order_id, amount, currency, state, provider_id) FROM refunds WHERE event_id = $1"));
        Assert.True(!Full.Contains(seed) || (tickets.Any() && refunds.Any()));
        Assert.Single(await Rows(history.EventId, "SELECT event_id::text FROM cancellations WHERE event_id = $1"));

        var mails = history.Facts.SelectMany(fact => fact switch
        {
            Held { WaitingId: not null } f => [$"offer {f.OrderId:N}"],
            Confirmed f => [$"receipt {f.OrderId:N}"],
            TurnedAway f => [$"turned-away {f.OrderId:N} {f.Attempt}"],
            Revoked f => [$"revoked {f.OrderId:N}"],
            Refunded { Cause: not RefundCause.EventCancelled } f => [$"refund {f.RefundId:N}"],
            _ => Array.Empty<string>(),
        });
        var written = (await Rows(history.EventId,
            "SELECT thing FROM outbox JOIN orders ON order_id = (content ->> 'OrderId')::uuid AND person_id = user_id WHERE event_id = $1")).ToList();
        var ofCancellation = history.Facts.OfType<Refunded>().Where(refund => refund.Cause == RefundCause.EventCancelled).ToList();
        Assert.Equal(mails.Order(), written.Where(thing => !thing.StartsWith("cancelled ", StringComparison.Ordinal) && !ofCancellation.Any(refund => thing == $"refund {refund.RefundId:N}")));
        Assert.All(ofCancellation, refund => Assert.True(
            written.Contains($"cancelled {history.EventId:N} {refund.OrderId:N}") || written.Contains($"refund {refund.RefundId:N}"), $"{refund}"));

        // Ended bookings: whether they lapsed or were cancelled stands in the fact.
        var ended = history.Facts.OfType<BookingFact>().Where(fact => fact is not Booked).ToDictionary(fact => fact.BookingId, fact => fact is Lapsed ? "lapsed" : "cancelled");
        var bookings = history.Counted.Bookings.Select(one => string.Join(" ", one.Booking.BookingId, one.Booking.PersonId, one.Booking.Places, one.Booking.Price, one.Booking.Code,
            ended.GetValueOrDefault(one.Booking.BookingId) ?? BookingStatusWords.Of(one.Status)));
        Assert.Equal(bookings.Order(), await Rows(history.EventId, "SELECT concat_ws(' ', booking_id, person_id, quantity, price, code, status) FROM bookings WHERE event_id = $1"));
        Assert.NotEmpty(bookings);

        var gone = history.Facts.OfType<CodeRemoved>().Select(fact => fact.CodeId).ToHashSet();
        var codes = history.Facts.OfType<CodeKept>().Where(fact => !gone.Contains(fact.CodeId)).Select(fact => $"{fact.CodeId} {fact.Code.Text} {fact.Code.Value}");
        Assert.Equal(codes.Order(), await Rows(history.EventId, "SELECT concat_ws(' ', code_id, text, value) FROM event_codes WHERE event_id = $1"));

        var waits = history.Facts.OfType<Joined>().Select(fact => $"{fact.WaitingId} {fact.PersonId} {fact.Places} {WaitingStatusOf(history, fact.WaitingId)}");
        Assert.Equal(waits.Order(), await Rows(history.EventId, "SELECT concat_ws(' ', waiting_id, person_id, quantity, status) FROM waiting_list WHERE event_id = $1"));

        var sheet = history.Sheet;
        var keptBack = sheet.PreSale?.Capacity ?? 0;
        Assert.Equal(sheet.Definition.PreSale is { } terms ? [$"{terms.Capacity} {terms.Price}"] : [], await Rows(history.EventId, "SELECT capacity || ' ' || price FROM pre_sales WHERE event_id = $1"));
        Assert.Equal([$"{sheet.Definition.Title}: cancelled in version {sheet.Version}, {sheet.Definition.MaxPerPerson} a person"], await Rows(history.EventId,
            "SELECT title || ': ' || status || ' in version ' || version || ', ' || max_per_person || ' a person' FROM events WHERE event_id = $1"));
        Assert.Equal(sheet.Definition.TicketTypes.Select((type, position) => $"{position} {type.TicketTypeId} {type.Name} {type.Price} {type.Capacity - (sheet.Definition.PreSale?.TicketType == position ? keptBack : 0)}").Order(), await Rows(history.EventId,
            "SELECT concat_ws(' ', position, ticket_type_id, name, price, capacity) FROM ticket_types JOIN stock USING (event_id, ticket_type_id) WHERE event_id = $1"));
    }

    // By the facts alone: a list that was left, an offer that was confirmed, or one whose hold is open or over.
    private static string WaitingStatusOf(RandomHistory history, Guid waiting)
    {
        if (history.Facts.OfType<LeftList>().SingleOrDefault(fact => fact.WaitingId == waiting) is { } left)
        {
            return left.Passed ? "passed" : "left";
        }

        if (history.Facts.OfType<Held>().SingleOrDefault(held => held.WaitingId == waiting) is not { } offer)
        {
            return "waiting";
        }

        var bought = history.Facts.OfType<Confirmed>().Any(fact => fact.OrderId == offer.OrderId);
        return bought ? "bought" : history.Counted.Orders.Single(order => order.Held.OrderId == offer.OrderId).Status is OrderStatus.Held or OrderStatus.Paying ? "offered" : "passed";
    }

    private async Task<IEnumerable<string>> Rows(Guid eventId, string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = eventId });
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows.Order();
    }
}
