using System.ComponentModel;
using EventTicket.Payments;

namespace EventTicket.Web.Gateway;

internal sealed record PayBody(
    [property: Description("the id of an order of yours")] Guid OrderId,
    [property: Description("the id of a Stripe PaymentMethod, such as pm_card_visa in test mode; without it the provider's own page is opened")] string? PaymentMethod = null);

internal sealed record PaidAnswer(
    Guid OrderId,
    PaymentProgress Status,
    [property: Description("durable; the money may be taken a moment later")] IReadOnlyList<IssuedTicketAnswer> Tickets)
{
    public static PaidAnswer Of(PaymentAnswer answer) => new(answer.OrderId, answer.Progress,
        [.. answer.Tickets.Select(ticket => new IssuedTicketAnswer(ticket.TicketId, ticket.Code, ticket.TicketTypeId, answer.EventId))]);
}

internal sealed record IssuedTicketAnswer(
    Guid TicketId,
    [property: Description("what opens the door: 26 characters, 128 random bits")] string Code,
    Guid TicketTypeId,
    Guid EventId);

internal sealed record PaymentOpenAnswer(
    Guid OrderId,
    [property: Description("requires-action: send the buyer to url; processing: the provider has not answered yet, ask for the order")] PaymentProgress Status,
    [property: Description("the provider's page, or the order's own")] string Url);
