using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Purchases;
using EventTicket.Web.Site;

namespace EventTicket.Web.Gateway;

/// <summary>The tickets one has.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Get(List, "/purchase/tickets", "/booking/purchased-tickets")
            .Says("tickets", "List my tickets", "The newest purchase first.")
            .Answers<ListAnswer<TicketAnswer>>();
        user.Get(Qr, "/purchase/tickets/{ticketId:guid}/qr.svg")
            .Says("tickets", "Show a ticket's QR code", "The ticket's code as an SVG image, for its owner only.")
            .Produces(StatusCodes.Status200OK, contentType: "image/svg+xml")
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Tickets(client.PersonId(), query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, TicketAnswer.Of)));

    private static Task<IResult> Qr(Guid ticketId, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Ticket(client.PersonId(), ticketId)).Answer(ticket =>
        {
            context.Response.Headers.CacheControl = "private, no-store";
            return Results.Text(QrPicture.Svg(ticket.Code), "image/svg+xml");
        });
}

internal sealed record TicketAnswer(
    Guid TicketId,
    [property: Description("what opens the door: 26 characters, 128 random bits")] string Code,
    TicketStatus Status,
    Guid EventId,
    string EventTitle,
    [property: Description("the ticket type's name")] string TicketType,
    DateTimeOffset StartsAt,
    Guid OrderId,
    DateTimeOffset PurchasedAt)
{
    public static TicketAnswer Of(Ticket ticket) => new(
        ticket.TicketId, ticket.Code, ticket.Status, ticket.Event.EventId, ticket.Event.Title, ticket.TicketType, ticket.Event.StartsAt, ticket.OrderId, ticket.PurchasedAt);
}
