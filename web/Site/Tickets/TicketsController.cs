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
    public Task<IActionResult> One(Guid id) => OfMine(purchases => purchases.Ticket(User.PersonId(), id), ticket => View(new TicketStub(ticket, 1, 1, Big: true)));

    [HttpGet("/tickets/{id:guid}/qr.svg")]
    public Task<IActionResult> Qr(Guid id) => OfMine(purchases => purchases.Good(User.PersonId(), id), ticket => Content(QrPicture.Svg(ticket.Code), "image/svg+xml"));

    /// <summary>One ticket to print, or to keep where there is no network.</summary>
    [HttpGet("/tickets/{id:guid}.pdf")]
    public Task<IActionResult> Pdf(Guid id) => Made(() => grains.TicketFiles().Pdf(User.PersonId(), id));

    /// <summary>Its event, for a calendar.</summary>
    [HttpGet("/tickets/{id:guid}.ics")]
    public Task<IActionResult> Calendar(Guid id) => Made(() => grains.TicketFiles().Calendar(User.PersonId(), id));

    private async Task<IActionResult> Made(Func<Task<Result<TicketFile>>> make) => await edge.Call(make) switch
    {
        { Succeeded: true, Value: var file } => File(file.Content, file.ContentType, file.Name),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> OfMine(Func<IPurchasesGrain, Task<Result<Ticket>>> find, Func<Ticket, IActionResult> show) =>
        await edge.Call(() => find(grains.Purchases())) switch
        {
            { Succeeded: true, Value: var ticket } => show(ticket),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
