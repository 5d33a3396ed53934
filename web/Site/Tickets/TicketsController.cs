using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Tickets, to their owner only.</summary>
[Authorize(Policies.User)]
public sealed class TicketsController(IGrainFactory grains, Edge edge, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/tickets")]
    public async Task<IActionResult> Mine(string? cursor) =>
        await edge.Call(() => grains.Purchases().Tickets(User.PersonId(), new PageRequest(PageSize, cursor))) switch
        {
            { Succeeded: true, Value: var page } => View(new TicketsModel(page.Items, page.NextCursor, clock.GetUtcNow())),
            { Refusal.Code: RefusalCode.Invalid } => Redirect("/tickets"),
            { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    /// <summary>One ticket, big enough for a scanner.</summary>
    [HttpGet("/tickets/{id:guid}")]
    public Task<IActionResult> One(Guid id) => OfMine(id, ticket => View(new TicketStub(ticket, 1, 1, Big: true)));

    [HttpGet("/tickets/{id:guid}/qr.svg")]
    public Task<IActionResult> Qr(Guid id) => OfMine(id, ticket => Content(QrPicture.Svg(ticket.Code), "image/svg+xml"));

    private async Task<IActionResult> OfMine(Guid id, Func<Ticket, IActionResult> show) =>
        await edge.Call(() => grains.Purchases().Ticket(User.PersonId(), id)) switch
        {
            { Succeeded: true, Value: var ticket } => show(ticket),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
