using System.Collections.Immutable;
using System.Text.Json;
using EventTicket.Events;
using EventTicket.Queries;
using Npgsql;

namespace EventTicket.Purchases;

/// <summary>Questions about orders and tickets; every one names the person who asks, or who sold them.</summary>
internal sealed class PurchaseQueries(NpgsqlDataSource database)
{
    internal const string EventColumns = "e.event_id, e.title, e.venue_name, e.city, e.starts_at, e.time_zone, e.status, e.ends_at";

    private const string AnyOrders = $"""
        SELECT {EventColumns}, o.order_id, o.status, o.items, o.total, o.currency, o.held_at, o.hold_expires_at, o.turned_away, e.venue_address
        FROM orders o JOIN events e USING (event_id)
        """;

    private const string Orders = $"{AnyOrders} WHERE o.person_id = @person";

    private const string FromTickets = "FROM tickets k JOIN events e USING (event_id) JOIN ticket_types t USING (event_id, ticket_type_id)";

    private const string Tickets = $"""
        SELECT {EventColumns}, k.ticket_id, k.code, k.status, k.order_id, k.ticket_type_id, t.name, k.price, k.currency, k.issued_at, e.venue_address
        {FromTickets}
        WHERE k.person_id = @person
        """;

    // Whoever sold a ticket does not learn the code that opens the door.
    private const string TicketsSold = $"""
        SELECT {EventColumns}, k.ticket_id, '', k.status, k.order_id, k.ticket_type_id, t.name, k.price, k.currency, k.issued_at, e.venue_address
        {FromTickets}
        """;

    /// <summary>One order with its tickets; null when the person has none of that id.</summary>
    public Task<Order?> Order(Guid person, Guid order, DateTimeOffset now) =>
        One(database.Command($"{Orders} AND o.order_id = @order", ("person", person), ("order", order)), person, now);

    /// <summary>The order for an event whose hold is open or being paid; null when there is none.</summary>
    public Task<Order?> OpenOrder(Guid person, Guid eventId, DateTimeOffset now) => One(
        database.Command(
            $"{Orders} AND o.event_id = @event AND (o.status = 'paying' OR o.status = 'held' AND o.hold_expires_at > @now) ORDER BY o.held_at DESC LIMIT 1",
            ("person", person), ("event", eventId), ("now", now)),
        person, now);

    /// <summary>Orders of an event with this number that have, or had, tickets; two at most, for a number that is not one order's.</summary>
    /// <param name="manager">Whose event it must be; null for anybody's.</param>
    public async Task<List<Order>> Sold(Guid eventId, OrderNumber number, Guid? manager, DateTimeOffset now)
    {
        var found = await database.Command(
            $"""
            {AnyOrders}
            WHERE o.order_id BETWEEN @first AND @last AND o.order_id::text LIKE '%' || @end AND o.event_id = @event
              AND (@anybody OR e.manager_id = @manager) AND EXISTS (SELECT FROM tickets k WHERE k.order_id = o.order_id)
            LIMIT 2
            """,
            ("first", number.First), ("last", number.Last), ("end", number.End), ("event", eventId), ("anybody", manager is null), ("manager", manager ?? Guid.Empty))
            .Rows(reader => ReadOrder(reader, now));
        return found is [var order]
            ? [order with { Tickets = [.. await database.Command($"{TicketsSold} WHERE k.order_id = @order ORDER BY t.position, k.ticket_id", ("order", order.OrderId)).Rows(reader => ReadTicket(reader, now))] }]
            : found;
    }

    /// <summary>One ticket; null when the person has none of that id.</summary>
    public async Task<Ticket?> Ticket(Guid person, Guid ticket, DateTimeOffset now) =>
        (await database.Command($"{Tickets} AND k.ticket_id = @ticket", ("person", person), ("ticket", ticket)).Rows(r => ReadTicket(r, now))).SingleOrDefault();

    /// <summary>The person's tickets after a place in the list, the newest first.</summary>
    public Task<List<Ticket>> TicketsAfter(Guid person, Cursor? after, int limit, DateTimeOffset now)
    {
        const string Order = "ORDER BY k.issued_at DESC, k.ticket_id LIMIT @limit";
        var command = after is { } place
            ? database.Command($"{Tickets} AND k.issued_at <= @at AND (k.issued_at < @at OR k.ticket_id > @id) {Order}",
                ("person", person), ("limit", limit), ("at", place.At), ("id", place.Id))
            : database.Command($"{Tickets} {Order}", ("person", person), ("limit", limit));
        return command.Rows(reader => ReadTicket(reader, now));
    }

    /// <summary>The person's tickets of these orders.</summary>
    public Task<List<Ticket>> TicketsOf(Guid person, IReadOnlyCollection<Guid> orders, DateTimeOffset now) =>
        database.Command($"{Tickets} AND k.order_id = ANY (@orders) ORDER BY k.issued_at DESC, k.ticket_id", ("person", person), ("orders", orders.ToArray()))
            .Rows(reader => ReadTicket(reader, now));

    private async Task<Order?> One(NpgsqlCommand command, Guid person, DateTimeOffset now)
    {
        if ((await command.Rows(reader => ReadOrder(reader, now))).SingleOrDefault() is not { } order)
        {
            return null;
        }

        var tickets = await database.Command($"{Tickets} AND k.order_id = @order ORDER BY t.position, k.ticket_id", ("person", person), ("order", order.OrderId))
            .Rows(reader => ReadTicket(reader, now));
        return order with { Tickets = [.. tickets] };
    }

    private static Order ReadOrder(NpgsqlDataReader reader, DateTimeOffset now)
    {
        var currency = reader.GetString(12);
        var items = JsonSerializer.Deserialize<ImmutableArray<StoredItem>>(reader.GetString(10), JsonSerializerOptions.Web);
        var expires = reader.Time(14);
        var (status, remaining) = HoldClock.Read(StoredNames.Read<OrderStatus>(reader.GetString(9)), expires, now);
        return new(
            reader.GetGuid(8), ReadEvent(reader, now, address: 16), status,
            [.. items.Select(item => new OrderItem(item.TicketTypeId, item.Name, item.Quantity, new(item.Price, currency)))],
            new(reader.GetInt64(11), currency), reader.Time(13), expires, remaining, [], reader.GetBoolean(15));
    }

    internal static Ticket ReadTicket(NpgsqlDataReader reader, DateTimeOffset now) => new(
        reader.GetGuid(8), reader.GetString(9), StoredNames.Read<TicketStatus>(reader.GetString(10)), reader.GetGuid(11), reader.GetGuid(12),
        reader.GetString(13), new(reader.GetInt64(14), reader.GetString(15)), reader.Time(16), ReadEvent(reader, now, address: 17));

    internal static EventSummary ReadEvent(NpgsqlDataReader reader, DateTimeOffset now, int? address = null) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Time(4), reader.GetString(5),
        StoredNames.EventStatus(reader.GetString(6), reader.Time(7), now), reader.Time(7), address is { } column ? reader.GetString(column) : "");

    /// <summary>An item as the orders table keeps it; the price in minor units of the order's currency.</summary>
    private sealed record StoredItem(Guid TicketTypeId, string Name, int Quantity, long Price);
}
