using EventTicket.Payments;
using EventTicket.Purchases;
using NpgsqlTypes;

namespace EventTicket.Events;

/// <summary>Orders, their tickets and their refunds as parameters of the commit.</summary>
internal static class OrderColumns
{
    public static void AddNew(CommitParameters p, IReadOnlyList<OrderRow> orders)
    {
        p.Column("order_id", NpgsqlDbType.Uuid, orders, o => o.Order.OrderId);
        p.Column("order_person", NpgsqlDbType.Uuid, orders, o => o.Order.PersonId);
        p.Column("order_status", NpgsqlDbType.Text, orders, o => OrderStatusWords.Of(o.Status));
        p.Column("order_items", NpgsqlDbType.Json, orders, o => o.Order.ItemsText);
        p.Column("order_total", NpgsqlDbType.Bigint, orders, o => o.Order.Total.Amount);
        p.Column("order_currency", NpgsqlDbType.Text, orders, o => o.Order.Total.Currency);
        p.Column("order_held", NpgsqlDbType.TimestampTz, orders, o => o.Order.HeldAt);
        p.Column("order_expires", NpgsqlDbType.TimestampTz, orders, o => o.Order.ExpiresAt);
        p.Column("order_turned", NpgsqlDbType.Boolean, orders, o => o.TurnedAway);
        p.Column("order_changed", NpgsqlDbType.TimestampTz, orders, o => o.ChangedAt);
    }

    public static void AddChanged(CommitParameters p, IReadOnlyList<OrderRow> orders)
    {
        p.Column("changed_id", NpgsqlDbType.Uuid, orders, o => o.Order.OrderId);
        p.Column("changed_status", NpgsqlDbType.Text, orders, o => OrderStatusWords.Of(o.Status));
        p.Column("changed_expires", NpgsqlDbType.TimestampTz, orders, o => o.Order.ExpiresAt);
        p.Column("changed_turned", NpgsqlDbType.Boolean, orders, o => o.TurnedAway);
        p.Column("changed_at", NpgsqlDbType.TimestampTz, orders, o => o.ChangedAt);
    }

    public static void AddTickets(CommitParameters p, IReadOnlyList<TicketRow> tickets)
    {
        p.Column("ticket", NpgsqlDbType.Uuid, tickets, t => t.Ticket.TicketId);
        p.Column("ticket_order", NpgsqlDbType.Uuid, tickets, t => t.Order.OrderId);
        p.Column("ticket_person", NpgsqlDbType.Uuid, tickets, t => t.ReceivedBy ?? t.Order.PersonId);
        p.Column("ticket_type", NpgsqlDbType.Uuid, tickets, t => t.Ticket.TicketTypeId);
        p.Column("ticket_code", NpgsqlDbType.Text, tickets, t => t.Ticket.Code);
        p.Column("ticket_status", NpgsqlDbType.Text, tickets, t => TicketStatusWords.Of(t.Status));
        p.Column("ticket_price", NpgsqlDbType.Bigint, tickets, t => t.Order.Items.First(item => item.TicketTypeId == t.Ticket.TicketTypeId).Price.Amount);
        p.Column("ticket_currency", NpgsqlDbType.Text, tickets, t => t.Order.Total.Currency);
        p.Column("ticket_at", NpgsqlDbType.TimestampTz, tickets, t => t.IssuedAt);
    }

    public static void AddRefunds(CommitParameters p, IReadOnlyList<RefundRow> refunds)
    {
        p.Column("refund", NpgsqlDbType.Uuid, refunds, r => r.Fact.RefundId);
        p.Column("refund_order", NpgsqlDbType.Uuid, refunds, r => r.Order.OrderId);
        p.Column("refund_attempt", NpgsqlDbType.Integer, refunds, r => r.Order.Attempt);
        p.Column("refund_cause", NpgsqlDbType.Text, refunds, r => RefundWords.Of(r.Fact.Cause));
        p.Column("refund_state", NpgsqlDbType.Text, refunds, r => RefundWords.Of(r.Fact.ProviderId is null ? RefundState.Due : RefundState.External));
        p.Column("refund_amount", NpgsqlDbType.Bigint, refunds, r => r.Fact.Amount);
        p.Column("refund_currency", NpgsqlDbType.Text, refunds, r => r.Order.Total.Currency);
        p.Column("refund_reason", NpgsqlDbType.Text, refunds, r => r.Fact.Reason);
        p.Column("refund_by", NpgsqlDbType.Uuid, refunds, r => r.Fact.Operation?.PersonId);
        p.Column("refund_provider", NpgsqlDbType.Text, refunds, r => r.Fact.ProviderId);
        p.Column("refund_next", NpgsqlDbType.TimestampTz, refunds, r => r.Fact.ProviderId is null ? r.Fact.At : (DateTimeOffset?)null);
        p.Column("refund_at", NpgsqlDbType.TimestampTz, refunds, r => r.Fact.At);
    }

    public static void AddChangedTickets(CommitParameters p, IReadOnlyList<ChangedTicket> tickets)
    {
        p.Column("turned_id", NpgsqlDbType.Uuid, tickets, t => t.TicketId);
        p.Column("turned_status", NpgsqlDbType.Text, tickets, t => TicketStatusWords.Of(t.Status));
        p.Column("turned_used", NpgsqlDbType.TimestampTz, tickets, t => t.Use?.At);
        p.Column("turned_gate", NpgsqlDbType.Text, tickets, t => t.Use?.Gate);
    }
}
