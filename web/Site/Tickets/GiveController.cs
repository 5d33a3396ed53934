using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Giving a ticket to somebody else, and taking one that was given.</summary>
[Authorize(Policies.User)]
public sealed class GiveController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/tickets/{id:guid}/give")]
    public Task<IActionResult> Ask(Guid id) => OfMine(id, (ticket, offer) => View("Ask", new GiveModel(ticket, offer, Operations.NewKey(), "")));

    [HttpPost("/tickets/{id:guid}/give")]
    public async Task<IActionResult> Give(Guid id, [FromForm] string? operationId, [FromForm] string? email)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        var request = new OfferTicket(Operations.Of(operationId, "transfer", $"{id}", email), User.PersonId(), id, email ?? "");
        return await edge.Call(() => grains.Transfers().Offer(request)) switch
        {
            { Succeeded: true } => this.Done(Notices.TicketOffered, $"/tickets/{id}/give"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                await OfMine(id, (ticket, offer) => this.Again("Ask", new GiveModel(ticket, offer, operationId, email ?? ""), refusal)),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.IdempotencyKeyReused } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpPost("/tickets/{id:guid}/keep")]
    public async Task<IActionResult> Keep(Guid id) => await edge.Call(() => grains.Transfers().Withdraw(User.PersonId(), id)) switch
    {
        { Succeeded: true } => this.Done(Notices.OfferWithdrawn, $"/tickets/{id}"),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    /// <summary>Where the mail's link leads. Only the button takes the ticket.</summary>
    [HttpGet("/tickets/offers/{id:guid}")]
    public Task<IActionResult> Offered(Guid id) => Offered(id, offered => offered.Taken is { } mine ? Redirect($"/tickets/{mine}") : View("Offered", offered));

    [HttpPost("/tickets/offers/{id:guid}/take")]
    public async Task<IActionResult> Take(Guid id) => await edge.Call(() => grains.Transfers().Take(User.PersonId(), id)) switch
    {
        { Succeeded: true, Value: var taken } => this.Done(Notices.TicketTaken, $"/tickets/{taken.TicketId}"),
        { Refusal: { Code: RefusalCode.Forbidden } unconfirmed } => await Offered(id, offered => this.Again("Offered", offered, unconfirmed, Refusals.ConfirmFirst)),
        { Refusal: { Code: RefusalCode.Invalid or RefusalCode.LimitReached or RefusalCode.EventCancelled or RefusalCode.Busy } refusal } => await Offered(id, offered => this.Again("Offered", offered, refusal)),
        { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> Offered(Guid id, Func<OfferedTicket, IActionResult> show) => await edge.Call(() => grains.Transfers().Offered(User.PersonId(), id)) switch
    {
        { Succeeded: true, Value: var offered } => show(offered),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> OfMine(Guid id, Func<Ticket, TicketOffer?, IActionResult> show) =>
        (await edge.Call(() => grains.Purchases().Ticket(User.PersonId(), id)), await edge.Call(() => grains.Transfers().OfferOf(User.PersonId(), id))) switch
        {
            ({ Succeeded: true, Value: var ticket }, { Succeeded: true, Value: var offer }) => show(ticket, offer),
            ({ Succeeded: true, Value: var ticket }, { Refusal.Code: RefusalCode.NotFound }) => show(ticket, null),
            ({ Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }, _) => this.Refused(none),
            (_, { Refusal: { Code: RefusalCode.Busy } busy }) => this.Refused(busy),
            var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
        };
}

/// <param name="Offer">The open one; null when there is none.</param>
/// <param name="Email">As it was typed.</param>
public sealed record GiveModel(Ticket Ticket, TicketOffer? Offer, string OperationId, string Email);
