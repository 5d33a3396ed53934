using EventTicket.Payments;
using EventTicket.Purchases;
using Npgsql;
using NpgsqlTypes;
using static EventTicket.Events.CommitCommand;

namespace EventTicket.Events;

/// <summary>Orders, their tickets and their refunds as parameters of the commit.</summary>
internal static class OrderColumns
{
    public static void AddNew(NpgsqlParameterCollection p, IReadOnlyList<OrderRow> orders)
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

    public static void AddChanged(NpgsqlParameterCollection p, IReadOnlyList<OrderRow> orders)
    {
        Column(p, "changed_id", NpgsqlDbType.Uuid, orders, o => o.Order.OrderId);
        Column(p, "changed_status", NpgsqlDbType.Text, orders, o => OrderStatusWords.Of(o.Status));
        Column(p, "changed_expires", NpgsqlDbType.TimestampTz, orders, o => o.Order.ExpiresAt);
        Column(p, "changed_turned", NpgsqlDbType.Boolean, orders, o => o.TurnedAway);
        Column(p, "changed_at", NpgsqlDbType.TimestampTz, orders, o => o.ChangedAt);
    }

    public static void AddTickets(NpgsqlParameterCollection p, IReadOnlyList<TicketRow> tickets)
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

    public static void AddRefunds(NpgsqlParameterCollection p, IReadOnlyList<RefundRow> refunds)
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

    public static void AddChangedTickets(NpgsqlParameterCollection p, IReadOnlyList<ChangedTicket> tickets)
    {
        Column(p, "turned_id", NpgsqlDbType.Uuid, tickets, t => t.TicketId);
        Column(p, "turned_status", NpgsqlDbType.Text, tickets, t => TicketStatusWords.Of(t.Status));
        Column(p, "turned_used", NpgsqlDbType.TimestampTz, tickets, t => t.Use?.At);
        Column(p, "turned_gate", NpgsqlDbType.Text, tickets, t => t.Use?.Gate);
    }
}
