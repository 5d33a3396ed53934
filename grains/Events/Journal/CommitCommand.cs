using System.Text.Json;
using EventTicket.Admins;
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
            DefinitionColumns.Add(p, definition);
            DefinitionColumns.AddStock(p, [.. batch.Stock.Where(change => change.IsNew)]);
        }

        if (parts.HasFlag(Parts.Stock))
        {
            AddStock(p, [.. batch.Stock.Where(change => !change.IsNew)]);
        }

        if (parts.HasFlag(Parts.NewOrders))
        {
            OrderColumns.AddNew(p, [.. batch.Orders.Where(row => row.IsNew)]);
        }

        if (parts.HasFlag(Parts.ChangedOrders))
        {
            OrderColumns.AddChanged(p, [.. batch.Orders.Where(row => !row.IsNew)]);
        }

        if (parts.HasFlag(Parts.Tickets))
        {
            OrderColumns.AddTickets(p, batch.Tickets);
        }

        if (parts.HasFlag(Parts.ChangedTickets))
        {
            OrderColumns.AddChangedTickets(p, batch.ChangedTickets);
        }

        if (parts.HasFlag(Parts.Refunds))
        {
            OrderColumns.AddRefunds(p, batch.Refunds);
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
            Column(p, "sale_income", NpgsqlDbType.Bigint, batch.Sales, s => s.Income);
        }

        if (parts.HasFlag(Parts.Campaigns))
        {
            CampaignStatement.Add(p, batch.Campaigns);
        }

        if (parts.HasFlag(Parts.AdminActions))
        {
            EventActionStatement.Add(p, batch.AdminActions);
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
        | (batch.Campaigns.Count > 0 ? Parts.Campaigns : 0)
        | (batch.AdminActions.Count > 0 ? Parts.AdminActions : 0);

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

    private static void AddStock(NpgsqlParameterCollection p, IReadOnlyList<StockChange> stock)
    {
        Column(p, "stock_type", NpgsqlDbType.Uuid, stock, s => s.TicketTypeId);
        Column(p, "stock_capacity", NpgsqlDbType.Integer, stock, s => s.Capacity);
        Column(p, "stock_held", NpgsqlDbType.Integer, stock, s => s.Held);
        Column(p, "stock_booked", NpgsqlDbType.Integer, stock, s => s.Booked);
        Column(p, "stock_sold", NpgsqlDbType.Integer, stock, s => s.Sold);
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
