using System.Text.Json;
using EventTicket.Campaigns;
using EventTicket.Mail;
using EventTicket.Payments;
using EventTicket.Purchases;
using Npgsql;
using NpgsqlTypes;
using static EventTicket.Events.CommitStatement;

namespace EventTicket.Events;

/// <summary>A batch as the parameters of its statement: one array per column, whatever the batch's size.</summary>
internal static class CommitCommand
{
    public static NpgsqlCommand For(JournalBatch batch, NpgsqlConnection connection)
    {
        var parts = PartsOf(batch);
        var command = new NpgsqlCommand(Text(parts), connection);
        var p = command.Parameters;
        p.Add(new() { ParameterName = "event", Value = batch.EventId });
        p.Add(new() { ParameterName = "last", Value = batch.LastSeq });
        p.Add(new() { ParameterName = "due", Value = (object?)batch.NextDue ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        if (parts.HasFlag(Parts.NewEvent))
        {
            p.Add(new() { ParameterName = "owner", Value = batch.Owner });
        }
        else
        {
            p.Add(new() { ParameterName = "epoch", Value = batch.Epoch });
            p.Add(new() { ParameterName = "after", Value = batch.AfterSeq });
        }

        AddFacts(p, batch.Facts);
        if (batch.Definition is { } definition)
        {
            AddDefinition(p, definition);
            AddNewStock(p, [.. batch.Stock.Where(change => change.IsNew)]);
        }

        if (parts.HasFlag(Parts.Stock))
        {
            AddStock(p, [.. batch.Stock.Where(change => !change.IsNew)]);
        }

        if (parts.HasFlag(Parts.NewOrders))
        {
            AddNewOrders(p, [.. batch.Orders.Where(row => row.IsNew)]);
        }

        if (parts.HasFlag(Parts.ChangedOrders))
        {
            AddChangedOrders(p, [.. batch.Orders.Where(row => !row.IsNew)]);
        }

        if (parts.HasFlag(Parts.Tickets))
        {
            AddTickets(p, batch.Tickets);
        }

        if (parts.HasFlag(Parts.ChangedTickets))
        {
            Column(p, "turned_id", NpgsqlDbType.Uuid, batch.ChangedTickets, t => t.TicketId);
            Column(p, "turned_status", NpgsqlDbType.Text, batch.ChangedTickets, t => TicketStatusWords.Of(t.Status));
            Column(p, "turned_used", NpgsqlDbType.TimestampTz, batch.ChangedTickets, t => t.Use?.At);
            Column(p, "turned_gate", NpgsqlDbType.Text, batch.ChangedTickets, t => t.Use?.Gate);
        }

        if (parts.HasFlag(Parts.Refunds))
        {
            AddRefunds(p, batch.Refunds);
        }

        if (parts.HasFlag(Parts.NewBookings))
        {
            BookingColumns.AddNew(p, [.. batch.Bookings.Where(row => row.IsNew)]);
        }

        if (parts.HasFlag(Parts.ChangedBookings))
        {
            BookingColumns.AddChanged(p, [.. batch.Bookings.Where(row => !row.IsNew)]);
        }

        if (parts.HasFlag(Parts.NewWaiting))
        {
            WaitingRows.AddNew(p, [.. batch.Waiting.Where(row => row.IsNew)]);
        }

        if (parts.HasFlag(Parts.ChangedWaiting))
        {
            WaitingRows.AddChanged(p, [.. batch.Waiting.Where(row => !row.IsNew)]);
        }

        if (parts.HasFlag(Parts.Codes))
        {
            CodeStatements.Add(p, batch);
        }

        if (batch.CancelledAt is { } cancelledAt)
        {
            p.AddWithValue("cancelled_at", cancelledAt);
        }

        if (parts.HasFlag(Parts.Mails))
        {
            AddMails(p, batch.Mails);
        }

        if (parts.HasFlag(Parts.Sales))
        {
            Column(p, "sale_hour", NpgsqlDbType.TimestampTz, batch.Sales, s => s.Hour);
            Column(p, "sale_type", NpgsqlDbType.Uuid, batch.Sales, s => s.TicketTypeId);
            Column(p, "sale_sold", NpgsqlDbType.Integer, batch.Sales, s => s.Sold);
        }

        if (parts.HasFlag(Parts.Campaigns))
        {
            CampaignStatement.Add(p, batch.Campaigns);
        }

        return command;
    }

    private static Parts PartsOf(JournalBatch batch) =>
        (batch.Epoch == 0 ? Parts.NewEvent : 0)
        | (batch.Definition is not null ? Parts.Definition : 0)
        | (batch.Stock.Any(change => !change.IsNew) ? Parts.Stock : 0)
        | (batch.Orders.Any(row => row.IsNew) ? Parts.NewOrders : 0)
        | (batch.Orders.Any(row => !row.IsNew) ? Parts.ChangedOrders : 0)
        | (batch.Tickets.Count > 0 ? Parts.Tickets : 0)
        | (batch.ChangedTickets.Count > 0 ? Parts.ChangedTickets : 0)
        | (batch.Refunds.Count > 0 ? Parts.Refunds : 0)
        | (batch.Bookings.Any(row => row.IsNew) ? Parts.NewBookings : 0)
        | (batch.Bookings.Any(row => !row.IsNew) ? Parts.ChangedBookings : 0)
        | (batch.Waiting.Any(row => row.IsNew) ? Parts.NewWaiting : 0)
        | (batch.Waiting.Any(row => !row.IsNew) ? Parts.ChangedWaiting : 0)
        | (batch.KeptCodes.Count + batch.GoneCodes.Count > 0 ? Parts.Codes : 0)
        | (batch.CancelledAt is not null ? Parts.Cancellation : 0)
        | (batch.Mails.Count > 0 ? Parts.Mails : 0)
        | (batch.Sales.Count > 0 ? Parts.Sales : 0)
        | (batch.Campaigns.Count > 0 ? Parts.Campaigns : 0);

    private static void AddFacts(NpgsqlParameterCollection p, IReadOnlyList<JournalRow> facts)
    {
        Column(p, "seq", NpgsqlDbType.Bigint, facts, f => f.Seq);
        Column(p, "kind", NpgsqlDbType.Text, facts, f => f.Kind);
        Column(p, "at", NpgsqlDbType.TimestampTz, facts, f => f.At);
        Column(p, "order", NpgsqlDbType.Uuid, facts, f => f.OrderId);
        Column(p, "person", NpgsqlDbType.Uuid, facts, f => f.PersonId);
        Column(p, "operation", NpgsqlDbType.Text, facts, f => f.Operation);
        Column(p, "data", NpgsqlDbType.Json, facts, f => f.Data);
    }

    private static void AddDefinition(NpgsqlParameterCollection p, DefinitionRow row)
    {
        var d = row.Definition;
        p.AddWithValue("manager", row.ManagerId);
        p.AddWithValue("status", EventStatusWords.Of(row.Status));
        p.AddWithValue("version", row.Version);
        p.AddWithValue("title", d.Title);
        p.AddWithValue("description", d.Description);
        p.AddWithValue("category", d.CategoryId);
        p.AddWithValue("venue", d.Venue.Name);
        p.AddWithValue("address", d.Venue.Address);
        p.AddWithValue("city", d.Venue.City);
        p.AddWithValue("starts", d.StartsAt);
        p.AddWithValue("ends", d.EndsAt);
        p.AddWithValue("zone", d.TimeZone);
        p.AddWithValue("currency", d.Currency);
        p.AddWithValue("per_person", d.MaxPerPerson);
        p.AddWithValue("minutes", d.HoldMinutes);
        p.AddWithValue("created", row.CreatedAt);
        p.Add(new() { ParameterName = "published", Value = (object?)row.PublishedAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(new() { ParameterName = "withdrawn", Value = (object?)row.WithdrawnAt ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        p.Add(new() { ParameterName = "withdrawn_reason", Value = (object?)row.WithdrawnReason ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        Column(p, "type", NpgsqlDbType.Uuid, d.TicketTypes, t => t.TicketTypeId);
        Column(p, "position", NpgsqlDbType.Integer, d.TicketTypes, t => d.TicketTypes.IndexOf(t));
        Column(p, "name", NpgsqlDbType.Text, d.TicketTypes, t => t.Name);
        Column(p, "price", NpgsqlDbType.Bigint, d.TicketTypes, t => t.Price);
        Column(p, "type_per_person", NpgsqlDbType.Integer, d.TicketTypes, t => t.MaxPerPerson);
        Column(p, "sales_start", NpgsqlDbType.TimestampTz, d.TicketTypes, t => t.SalesStartsAt);
        Column(p, "sales_end", NpgsqlDbType.TimestampTz, d.TicketTypes, t => t.SalesEndsAt);
        Column(p, "hidden", NpgsqlDbType.Boolean, d.TicketTypes, t => t.Hidden);
        Column(p, "gone", NpgsqlDbType.Uuid, row.Gone, id => id);
        BookingColumns.AddPreSale(p, d);
    }

    private static void AddNewStock(NpgsqlParameterCollection p, IReadOnlyList<StockChange> stock)
    {
        Column(p, "new_type", NpgsqlDbType.Uuid, stock, s => s.TicketTypeId);
        Column(p, "new_capacity", NpgsqlDbType.Integer, stock, s => s.Capacity);
        Column(p, "new_held", NpgsqlDbType.Integer, stock, s => s.Held);
        Column(p, "new_booked", NpgsqlDbType.Integer, stock, s => s.Booked);
        Column(p, "new_sold", NpgsqlDbType.Integer, stock, s => s.Sold);
    }

    private static void AddStock(NpgsqlParameterCollection p, IReadOnlyList<StockChange> stock)
    {
        Column(p, "stock_type", NpgsqlDbType.Uuid, stock, s => s.TicketTypeId);
        Column(p, "stock_capacity", NpgsqlDbType.Integer, stock, s => s.Capacity);
        Column(p, "stock_held", NpgsqlDbType.Integer, stock, s => s.Held);
        Column(p, "stock_booked", NpgsqlDbType.Integer, stock, s => s.Booked);
        Column(p, "stock_sold", NpgsqlDbType.Integer, stock, s => s.Sold);
    }

    private static void AddNewOrders(NpgsqlParameterCollection p, IReadOnlyList<OrderRow> orders)
    {
        Column(p, "order_id", NpgsqlDbType.Uuid, orders, o => o.Order.OrderId);
        Column(p, "order_person", NpgsqlDbType.Uuid, orders, o => o.Order.PersonId);
        Column(p, "order_status", NpgsqlDbType.Text, orders, o => OrderStatusWords.Of(o.Status));
        Column(p, "order_items", NpgsqlDbType.Json, orders, o => FactCodec.WriteItems(o.Order.Items));
        Column(p, "order_total", NpgsqlDbType.Bigint, orders, o => o.Order.Total.Amount);
        Column(p, "order_currency", NpgsqlDbType.Text, orders, o => o.Order.Total.Currency);
        Column(p, "order_held", NpgsqlDbType.TimestampTz, orders, o => o.Order.HeldAt);
        Column(p, "order_expires", NpgsqlDbType.TimestampTz, orders, o => o.Order.ExpiresAt);
        Column(p, "order_turned", NpgsqlDbType.Boolean, orders, o => o.TurnedAway);
        Column(p, "order_changed", NpgsqlDbType.TimestampTz, orders, o => o.ChangedAt);
    }

    private static void AddChangedOrders(NpgsqlParameterCollection p, IReadOnlyList<OrderRow> orders)
    {
        Column(p, "changed_id", NpgsqlDbType.Uuid, orders, o => o.Order.OrderId);
        Column(p, "changed_status", NpgsqlDbType.Text, orders, o => OrderStatusWords.Of(o.Status));
        Column(p, "changed_expires", NpgsqlDbType.TimestampTz, orders, o => o.Order.ExpiresAt);
        Column(p, "changed_turned", NpgsqlDbType.Boolean, orders, o => o.TurnedAway);
        Column(p, "changed_at", NpgsqlDbType.TimestampTz, orders, o => o.ChangedAt);
    }

    private static void AddTickets(NpgsqlParameterCollection p, IReadOnlyList<TicketRow> tickets)
    {
        Column(p, "ticket", NpgsqlDbType.Uuid, tickets, t => t.Ticket.TicketId);
        Column(p, "ticket_order", NpgsqlDbType.Uuid, tickets, t => t.Order.OrderId);
        Column(p, "ticket_person", NpgsqlDbType.Uuid, tickets, t => t.ReceivedBy ?? t.Order.PersonId);
        Column(p, "ticket_type", NpgsqlDbType.Uuid, tickets, t => t.Ticket.TicketTypeId);
        Column(p, "ticket_code", NpgsqlDbType.Text, tickets, t => t.Ticket.Code);
        Column(p, "ticket_status", NpgsqlDbType.Text, tickets, t => TicketStatusWords.Of(t.Status));
        Column(p, "ticket_price", NpgsqlDbType.Bigint, tickets, t => t.Order.Items.First(item => item.TicketTypeId == t.Ticket.TicketTypeId).Price.Amount);
        Column(p, "ticket_currency", NpgsqlDbType.Text, tickets, t => t.Order.Total.Currency);
        Column(p, "ticket_at", NpgsqlDbType.TimestampTz, tickets, t => t.IssuedAt);
    }

    private static void AddRefunds(NpgsqlParameterCollection p, IReadOnlyList<RefundRow> refunds)
    {
        Column(p, "refund", NpgsqlDbType.Uuid, refunds, r => r.Fact.RefundId);
        Column(p, "refund_order", NpgsqlDbType.Uuid, refunds, r => r.Order.OrderId);
        Column(p, "refund_attempt", NpgsqlDbType.Integer, refunds, r => r.Order.Attempt);
        Column(p, "refund_cause", NpgsqlDbType.Text, refunds, r => RefundWords.Of(r.Fact.Cause));
        Column(p, "refund_state", NpgsqlDbType.Text, refunds, r => RefundWords.Of(r.Fact.ProviderId is null ? RefundState.Due : RefundState.External));
        Column(p, "refund_amount", NpgsqlDbType.Bigint, refunds, r => r.Fact.Amount);
        Column(p, "refund_currency", NpgsqlDbType.Text, refunds, r => r.Order.Total.Currency);
        Column(p, "refund_reason", NpgsqlDbType.Text, refunds, r => r.Fact.Reason);
        Column(p, "refund_by", NpgsqlDbType.Uuid, refunds, r => r.Fact.Operation?.PersonId);
        Column(p, "refund_provider", NpgsqlDbType.Text, refunds, r => r.Fact.ProviderId);
        Column(p, "refund_next", NpgsqlDbType.TimestampTz, refunds, r => r.Fact.ProviderId is null ? r.Fact.At : (DateTimeOffset?)null);
        Column(p, "refund_at", NpgsqlDbType.TimestampTz, refunds, r => r.Fact.At);
    }

    private static void AddMails(NpgsqlParameterCollection p, IReadOnlyList<MailRow> mails)
    {
        Column(p, "mail", NpgsqlDbType.Uuid, mails, m => m.Mail.MailId);
        Column(p, "mail_person", NpgsqlDbType.Text, mails, m => m.Mail.Person);
        Column(p, "mail_thing", NpgsqlDbType.Text, mails, m => m.Mail.Thing);
        Column(p, "mail_user", NpgsqlDbType.Uuid, mails, m => m.Mail.UserId);
        Column(p, "mail_content", NpgsqlDbType.Jsonb, mails, m => JsonSerializer.Serialize(m.Mail.Content, MailContent.Json));
        Column(p, "mail_at", NpgsqlDbType.TimestampTz, mails, m => m.At);
    }

    internal static void Column<TRow, TValue>(NpgsqlParameterCollection p, string name, NpgsqlDbType type, IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        p.Add(new NpgsqlParameter<TValue[]>(name, NpgsqlDbType.Array | type) { TypedValue = column });
    }
}
