using System.ComponentModel;
using System.Text.Json.Serialization;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Web.Gateway;

internal sealed record OrderAnswer(
    [property: Description("the order's number; the hold's too")] Guid OrderId,
    Guid EventId,
    OrderStatus Status,
    [property: Description("with the price of one place, frozen when the places were held")] IReadOnlyList<OrderItem> Items,
    Money Total,
    DateTimeOffset HoldExpiresAt,
    [property: Description("whole seconds to the end of the hold, by the server's clock; 0 when it is over")] int RemainingSeconds,
    [property: Description("once they are issued"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<OrderTicketAnswer>? Tickets = null)
{
    public static OrderAnswer Of(TicketHold hold) =>
        new(hold.OrderId, hold.EventId, OrderStatus.Held, hold.Items, hold.Total, hold.HoldExpiresAt, hold.RemainingSeconds);

    public static OrderAnswer Of(Order order) => new(
        order.OrderId, order.Event.EventId, order.Status, order.Items, order.Total, order.HoldExpiresAt, order.RemainingSeconds,
        order.Tickets.IsDefaultOrEmpty ? null : [.. order.Tickets.Select(OrderTicketAnswer.Of)]);
}

internal sealed record OrderTicketAnswer(
    Guid TicketId,
    [property: Description("what opens the door: 26 characters, 128 random bits")] string Code,
    Guid TicketTypeId,
    Guid EventId,
    TicketStatus Status)
{
    public static OrderTicketAnswer Of(Ticket ticket) => new(ticket.TicketId, ticket.Code, ticket.TicketTypeId, ticket.Event.EventId, ticket.Status);
}
