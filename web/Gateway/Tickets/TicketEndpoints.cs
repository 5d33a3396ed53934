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
            .Says("tickets", "Show a ticket's QR code", "The ticket's code as an SVG image. For its owner only, while it is valid or once it was used.")
            .AnswersFile("image/svg+xml")
            .Refuses(RefusalCode.NotFound);
        user.Get(Pdf, "/purchase/tickets/{ticketId:guid}.pdf")
            .Says("tickets", "Take a ticket as a PDF", "To print, or to show where there is no network: one A4 page with the QR code. For its owner only, while it is valid or once it was used.")
            .AnswersFile("application/pdf")
            .Refuses(RefusalCode.NotFound);
        user.Get(Calendar, "/purchase/tickets/{ticketId:guid}.ics")
            .Says("tickets", "Take a ticket's event as a calendar entry", "RFC 5545, in UTC; it does not hold the code. For its owner only, while it is valid or once it was used.")
            .AnswersFile("text/calendar")
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> Pdf(Guid ticketId, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        File(edge.Call(() => cluster.TicketFiles().Pdf(client.PersonId(), ticketId)), context);

    private static Task<IResult> Calendar(Guid ticketId, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        File(edge.Call(() => cluster.TicketFiles().Calendar(client.PersonId(), ticketId)), context);

    private static Task<IResult> File(Task<Result<TicketFile>> file, HttpContext context) => file.Answer(made =>
    {
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(made.Content, made.ContentType, made.Name);
    });

    private static Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Tickets(client.PersonId(), query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, TicketAnswer.Of)));

    private static Task<IResult> Qr(Guid ticketId, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Good(client.PersonId(), ticketId)).Answer(ticket =>
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
