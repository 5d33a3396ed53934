using System.Collections.Immutable;
using System.Globalization;
using EventTicket.Events;
using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>What somebody waits for: join, see one's place, leave.</summary>
[Authorize(Policies.User)]
public sealed class WaitingListController(IGrainFactory grains, Edge edge, Queues queues) : Controller
{
    [HttpGet("/waiting-list")]
    public Task<IActionResult> Mine() => Page(null);

    [HttpPost("/events/{id:guid}/wait")]
    public async Task<IActionResult> Join(Guid id, WaitForm form)
    {
        if (form.OperationId is not { Length: > 0 and <= 200 } key)
        {
            return BadRequest();
        }

        // What cannot be read is a wish for no place, which the event refuses in its own words.
        var quantity = int.TryParse(form.Quantity?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var operation = Operations.Of(key, $"{form.TicketTypeId}", $"{quantity}");
        var request = new JoinWaitingList(operation, User.PersonId(), form.TicketTypeId, quantity);
        return await queues.Sale(id, request.PersonId, () => grains.Event(id).Join(request), HttpContext.RequestAborted) switch
        {
            { Succeeded: true } => this.Done(Notices.Waiting, "/waiting-list"),
            { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
            {
                Refusal:
                {
                    Code: RefusalCode.Invalid or RefusalCode.PlacesLeft or RefusalCode.WaitingAlready or RefusalCode.NotOnSale or RefusalCode.LimitReached
                    or RefusalCode.EventCancelled or RefusalCode.IdempotencyKeyReused or RefusalCode.Busy or RefusalCode.TooManyRequests
                } refusal
            } => await Page(refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpPost("/waiting-list/{id:guid}/leave")]
    public async Task<IActionResult> Leave(Guid id) => await edge.Call(() => grains.LeaveWaitingList(User.PersonId(), id)) switch
    {
        { Succeeded: true } => this.Done(Notices.WaitsNoMore, "/waiting-list"),
        { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
        { Refusal: { Code: RefusalCode.PaymentPending or RefusalCode.Busy } refusal } => await Page(refusal),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> Page(Refusal? refusal)
    {
        switch (await edge.Read(() => grains.Purchases().WaitsFor(User.PersonId())))
        {
            case { Succeeded: true, Value: var places }:
                if (refusal is not null)
                {
                    Response.Mark(refusal);
                }

                var said = refusal is { Code: RefusalCode.Invalid } ? new Wording("That cannot be waited for.", refusal.Errors[0].Message) : refusal is null ? null : Refusals.Say(refusal);
                return View("Mine", new WaitingListModel(places, said));
            case { Refusal: { Code: RefusalCode.Busy } busy }:
                return this.Refused(busy);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }
}

public sealed record WaitingListModel(ImmutableArray<Waiting> Places, Wording? Refused)
{
    public static Availability StatusOf(Waiting place) => place.Status switch
    {
        WaitingStatus.Waiting => new("soon", $"Number {Words.Number(place.Position)}"),
        WaitingStatus.Offered => new("few", "It is your turn"),
        WaitingStatus.Bought => new("many", "Bought"),
        WaitingStatus.Passed => new("none", "Passed on"),
        WaitingStatus.Left => new("none", "Left"),
        var unknown => throw new InvalidOperationException($"A place that is {unknown} has no word."),
    };
}

/// <summary>What somebody wants to wait for.</summary>
public sealed class WaitForm
{
    public string? OperationId { get; init; }

    public Guid TicketTypeId { get; init; }

    public string? Quantity { get; init; }
}
