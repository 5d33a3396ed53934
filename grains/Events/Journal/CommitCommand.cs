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
    // What buyers do. The others come rarely, or have lists of their own.
    private const Parts Decisions = Parts.Stock | Parts.NewOrders | Parts.ChangedOrders | Parts.Tickets | Parts.ChangedTickets | Parts.Refunds
        | Parts.NewBookings | Parts.ChangedBookings | Parts.NewWaiting | Parts.ChangedWaiting | Parts.Mails | Parts.Sales;

    public static NpgsqlCommand For(JournalBatch batch, NpgsqlConnection connection)
    {
        var parts = PartsOf(batch);
        if ((parts & Decisions) == parts && HasOneOfEach(batch))
        {
            parts |= Parts.OneOfEach;
        }

        var command = new NpgsqlCommand { Connection = connection };
        var p = new CommitParameters(command.Parameters, parts.HasFlag(Parts.OneOfEach));
        p.Add("event", batch.EventId);
        p.Add("last", batch.LastSeq);
        p.AddOptional("due", NpgsqlDbType.TimestampTz, batch.NextDue);
        if (parts.HasFlag(Parts.NewEvent))
        {
            p.Add("owner", batch.Owner);
        }
        else
        {
            p.Add("epoch", batch.Epoch);
            p.Add("after", batch.AfterSeq);
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
            p.Add("cancelled_at", cancelledAt);
        }

        if (parts.HasFlag(Parts.Mails))
        {
            AddMails(p, batch.Mails);
        }

        if (parts.HasFlag(Parts.Sales))
        {
            p.Column("sale_hour", NpgsqlDbType.TimestampTz, batch.Sales, s => s.Hour);
            p.Column("sale_type", NpgsqlDbType.Uuid, batch.Sales, s => s.TicketTypeId);
            p.Column("sale_sold", NpgsqlDbType.Integer, batch.Sales, s => s.Sold);
            p.Column("sale_income", NpgsqlDbType.Bigint, batch.Sales, s => s.Income);
        }

        if (parts.HasFlag(Parts.Campaigns))
        {
            CampaignStatement.Add(p, batch.Campaigns);
        }

        if (parts.HasFlag(Parts.AdminActions))
        {
            EventActionStatement.Add(p, batch.AdminActions);
        }

        command.CommandText = Text(parts, p.Names);
        return command;
    }

    /// <summary>The fact, and what follows from it, is one row everywhere.</summary>
    private static bool HasOneOfEach(JournalBatch batch) =>
        batch is { Facts.Count: 1, Stock.Count: <= 1, Orders.Count: <= 1, Tickets.Count: <= 1, ChangedTickets.Count: <= 1, Refunds.Count: <= 1, Bookings.Count: <= 1, Waiting.Count: <= 1, Mails.Count: <= 1, Sales.Count: <= 1 };

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

    private static void AddFacts(CommitParameters p, IReadOnlyList<JournalRow> facts)
    {
        p.Column("seq", NpgsqlDbType.Bigint, facts, f => f.Seq);
        p.Column("kind", NpgsqlDbType.Text, facts, f => f.Kind);
        p.Column("at", NpgsqlDbType.TimestampTz, facts, f => f.At);
        p.Column("order", NpgsqlDbType.Uuid, facts, f => f.OrderId);
        p.Column("person", NpgsqlDbType.Uuid, facts, f => f.PersonId);
        p.Column("operation", NpgsqlDbType.Text, facts, f => f.Operation);
        p.Column("data", NpgsqlDbType.Json, facts, f => f.Data);
    }

    private static void AddStock(CommitParameters p, IReadOnlyList<StockChange> stock)
    {
        p.Column("stock_type", NpgsqlDbType.Uuid, stock, s => s.TicketTypeId);
        p.Column("stock_capacity", NpgsqlDbType.Integer, stock, s => s.Capacity);
        p.Column("stock_held", NpgsqlDbType.Integer, stock, s => s.Held);
        p.Column("stock_booked", NpgsqlDbType.Integer, stock, s => s.Booked);
        p.Column("stock_sold", NpgsqlDbType.Integer, stock, s => s.Sold);
    }

    private static void AddMails(CommitParameters p, IReadOnlyList<MailRow> mails)
    {
        p.Column("mail", NpgsqlDbType.Uuid, mails, m => m.Mail.MailId);
        p.Column("mail_person", NpgsqlDbType.Text, mails, m => m.Mail.Person);
        p.Column("mail_thing", NpgsqlDbType.Text, mails, m => m.Mail.Thing);
        p.Column("mail_user", NpgsqlDbType.Uuid, mails, m => m.Mail.UserId);
        p.Column("mail_content", NpgsqlDbType.Jsonb, mails, m => JsonSerializer.Serialize(m.Mail.Content, MailContent.Json));
        p.Column("mail_at", NpgsqlDbType.TimestampTz, mails, m => m.At);
    }
}
