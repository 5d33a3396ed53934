using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using EventTicket.Admins;
using EventTicket.Campaigns;

namespace EventTicket.Events;

/// <summary>
/// The one statement of a commit. It first moves the event's head from (epoch, last_seq) to the new last_seq; every other
/// part selects from that row, so that a batch of somebody who does not own the event any more writes nothing at all.
/// Parts that a batch does not need are left out; the few texts that result are prepared once per connection. What somebody decides
/// alone has one row of each part: its statement has plain values, because PostgreSQL takes longer to spread twenty arrays of one than to write the rows.
/// </summary>
internal static partial class CommitStatement
{
    [Flags]
    public enum Parts
    {
        None = 0,
        NewEvent = 1,
        Definition = 2,
        Stock = 4,
        NewOrders = 8,
        ChangedOrders = 16,
        Tickets = 32,
        ChangedTickets = 64,
        Refunds = 128,
        Cancellation = 256,
        Mails = 512,
        Campaigns = 1024,
        Sales = 2048,
        NewBookings = 4096,
        ChangedBookings = 8192,
        Codes = 16384,
        NewWaiting = 32768,
        ChangedWaiting = 65536,
        AdminActions = 131072,
        OneOfEach = 262144,
    }

    private static readonly ConcurrentDictionary<Parts, (string Text, IReadOnlyList<string> Names)> Texts = new();

    /// <summary>The statement for a batch with these parts.</summary>
    /// <param name="names">Its parameters, in the order in which they are sent; the same for all batches with these parts.</param>
    public static string Text(Parts parts, IReadOnlyList<string> names)
    {
        var known = Texts.GetOrAdd(parts, static (parts, names) => (Numbered(Build(parts), names), names), names);
        return known.Names.SequenceEqual(names) ? known.Text : throw new InvalidOperationException($"A commit of {parts} has other parameters than the last one.");
    }

    private static string Numbered(string text, IReadOnlyList<string> names)
    {
        var numbers = names.Index().ToDictionary(name => name.Item, name => $"${name.Index + 1}");
        return Parameter().Replace(text, name => numbers[name.Value[1..]]);
    }

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"unnest\(([^()]+)\)")]
    private static partial Regex Columns();

    private static string Build(Parts parts)
    {
        var sql = new StringBuilder("WITH head AS (");
        sql.Append(parts.HasFlag(Parts.NewEvent) ? HeadOfNewEvent : Head);
        sql.Append("), facts AS (").Append(Facts).Append(')');
        Add(Parts.Definition, "event", Event);
        Add(Parts.Definition, "kept_types", TicketTypes);
        Add(Parts.Definition, "gone_types", GoneTypes);
        Add(Parts.Definition, "gone_stock", GoneStock);
        Add(Parts.Definition, "new_stock", NewStock);
        Add(Parts.Definition, "pre_sale", BookingStatements.PreSale);
        Add(Parts.Definition, "no_pre_sale", BookingStatements.NoPreSale);
        Add(Parts.Stock, "changed_stock", ChangedStock);
        Add(Parts.NewOrders, "new_orders", NewOrders);
        Add(Parts.ChangedOrders, "changed_orders", ChangedOrders);
        Add(Parts.Tickets, "new_tickets", Tickets);
        Add(Parts.ChangedTickets, "changed_tickets", ChangedTickets);
        Add(Parts.Refunds, "new_refunds", Refunds);
        Add(Parts.NewBookings, "new_bookings", BookingStatements.New);
        Add(Parts.ChangedBookings, "changed_bookings", BookingStatements.Changed);
        Add(Parts.NewWaiting, "new_waiting", WaitingRows.New);
        Add(Parts.ChangedWaiting, "changed_waiting", WaitingRows.Changed);
        Add(Parts.Codes, "kept_codes", CodeStatements.Kept);
        Add(Parts.Codes, "gone_codes", CodeStatements.Gone);
        Add(Parts.Cancellation, "cancellation", Cancellation);
        Add(Parts.Mails, "mails", Mails);
        Add(Parts.Sales, "sales", Sales);
        Add(Parts.Campaigns, "campaign", CampaignStatement.Insert);
        Add(Parts.AdminActions, "admin_action", EventActionStatement.Insert);
        sql.Append(" SELECT clock_timestamp() FROM head");
        return parts.HasFlag(Parts.OneOfEach) ? Columns().Replace(sql.ToString(), "(VALUES ($1))") : sql.ToString();

        void Add(Parts part, string name, string text)
        {
            if (parts.HasFlag(part))
            {
                sql.Append(", ").Append(name).Append(" AS (").Append(text).Append(')');
            }
        }
    }

    private const string Head = """
        UPDATE event_head SET last_seq = @last, next_due = @due
        WHERE event_id = @event AND epoch = @epoch AND last_seq = @after
        RETURNING 1
        """;

    private const string HeadOfNewEvent = """
        INSERT INTO event_head (event_id, epoch, last_seq, next_due, owner, claimed_at)
        VALUES (@event, 1, @last, @due, @owner, clock_timestamp())
        ON CONFLICT DO NOTHING
        RETURNING 1
        """;

    private const string Facts = """
        INSERT INTO event_journal (event_id, seq, kind, at, order_id, person_id, operation, data)
        SELECT @event, f.* FROM head, unnest(@seq, @kind, @at, @order, @person, @operation, @data) AS f
        """;

    private const string Event = """
        INSERT INTO events (event_id, manager_id, status, version, title, description, category_id, venue_name, venue_address, city,
                            starts_at, ends_at, time_zone, currency, max_per_person, hold_minutes, created_at, published_at, withdrawn_at, withdrawn_reason)
        SELECT @event, @manager, @status, @version, @title, @description, @category, @venue, @address, @city,
               @starts, @ends, @zone, @currency, @per_person, @minutes, @created, @published, @withdrawn, @withdrawn_reason FROM head
        ON CONFLICT (event_id) DO UPDATE SET
          status = excluded.status, version = excluded.version, title = excluded.title, description = excluded.description,
          category_id = excluded.category_id, venue_name = excluded.venue_name, venue_address = excluded.venue_address, city = excluded.city,
          starts_at = excluded.starts_at, ends_at = excluded.ends_at, time_zone = excluded.time_zone, currency = excluded.currency,
          max_per_person = excluded.max_per_person, hold_minutes = excluded.hold_minutes, published_at = excluded.published_at, withdrawn_at = excluded.withdrawn_at,
          withdrawn_reason = CASE WHEN excluded.withdrawn_at IS NOT NULL THEN coalesce(excluded.withdrawn_reason, events.withdrawn_reason) END
        """;

    private const string TicketTypes = """
        INSERT INTO ticket_types (event_id, ticket_type_id, position, name, price, max_per_person, sales_starts_at, sales_ends_at, hidden)
        SELECT @event, t.* FROM head, unnest(@type, @position, @name, @price, @type_per_person, @sales_start, @sales_end, @hidden) AS t
        ON CONFLICT (event_id, ticket_type_id) DO UPDATE SET
          position = excluded.position, name = excluded.name, price = excluded.price, max_per_person = excluded.max_per_person,
          sales_starts_at = excluded.sales_starts_at, sales_ends_at = excluded.sales_ends_at, hidden = excluded.hidden
        """;

    private const string GoneTypes = "DELETE FROM ticket_types USING head WHERE event_id = @event AND ticket_type_id = ANY (@gone)";

    private const string GoneStock = "DELETE FROM stock USING head WHERE event_id = @event AND ticket_type_id = ANY (@gone)";

    private const string NewStock = """
        INSERT INTO stock (event_id, ticket_type_id, capacity, held, booked, sold)
        SELECT @event, s.* FROM head, unnest(@new_type, @new_capacity, @new_held, @new_booked, @new_sold) AS s
        """;

    // Changes are added to what is there: the row counts for itself and does not take the grain's word for the total.
    private const string ChangedStock = """
        UPDATE stock s SET capacity = coalesce(c.capacity, s.capacity),
          held = s.held + c.held, booked = s.booked + c.booked, sold = s.sold + c.sold
        FROM head, unnest(@stock_type, @stock_capacity, @stock_held, @stock_booked, @stock_sold) AS c (type, capacity, held, booked, sold)
        WHERE s.event_id = @event AND s.ticket_type_id = c.type
        """;

    private const string NewOrders = """
        INSERT INTO orders (event_id, order_id, person_id, status, items, total, currency, held_at, hold_expires_at, turned_away, changed_at)
        SELECT @event, o.* FROM head,
          unnest(@order_id, @order_person, @order_status, @order_items, @order_total, @order_currency, @order_held, @order_expires, @order_turned, @order_changed) AS o
        """;

    private const string ChangedOrders = """
        UPDATE orders o SET status = c.status, hold_expires_at = c.expires, turned_away = c.turned, changed_at = c.changed
        FROM head, unnest(@changed_id, @changed_status, @changed_expires, @changed_turned, @changed_at) AS c (id, status, expires, turned, changed)
        WHERE o.order_id = c.id
        """;

    private const string Tickets = """
        INSERT INTO tickets (event_id, ticket_id, order_id, person_id, ticket_type_id, code, status, price, currency, issued_at)
        SELECT @event, t.* FROM head,
          unnest(@ticket, @ticket_order, @ticket_person, @ticket_type, @ticket_code, @ticket_status, @ticket_price, @ticket_currency, @ticket_at) AS t
        """;

    private const string ChangedTickets = """
        UPDATE tickets t SET status = c.status, used_at = c.used, used_gate = c.gate
        FROM head, unnest(@turned_id, @turned_status, @turned_used, @turned_gate) AS c (id, status, used, gate)
        WHERE t.ticket_id = c.id
        """;

    private const string Refunds = """
        INSERT INTO refunds (event_id, refund_id, order_id, attempt, cause, state, amount, currency, reason, asked_by, provider_id, next_at, created_at, changed_at)
        SELECT @event, r.* FROM head,
          unnest(@refund, @refund_order, @refund_attempt, @refund_cause, @refund_state, @refund_amount, @refund_currency, @refund_reason, @refund_by,
                 @refund_provider, @refund_next, @refund_at, @refund_at) AS r
        """;

    private const string Cancellation = """
        INSERT INTO cancellations (event_id, started_at, next_at) SELECT @event, @cancelled_at, @cancelled_at FROM head
        """;

    private const string Sales = """
        INSERT INTO sales_by_hour (event_id, hour, ticket_type_id, sold, income)
        SELECT @event, s.* FROM head, unnest(@sale_hour, @sale_type, @sale_sold, @sale_income) AS s
        ON CONFLICT (event_id, hour, ticket_type_id) DO UPDATE SET sold = sales_by_hour.sold + excluded.sold, income = sales_by_hour.income + excluded.income
        """;

    // One about the same thing is there already and stays as it is: a mail never makes a commit fail.
    private const string Mails = """
        INSERT INTO outbox (mail_id, person, thing, user_id, content, next_at, created_at)
        SELECT m.id, m.person, m.thing, m.user_id, m.content, m.at, m.at
        FROM head, unnest(@mail, @mail_person, @mail_thing, @mail_user, @mail_content, @mail_at) AS m (id, person, thing, user_id, content, at)
        ON CONFLICT DO NOTHING
        """;
}
