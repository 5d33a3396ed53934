using EventTicket.Events;
using EventTicket.Managers;
using EventTicket.Payments;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>A manager's personal page: who they are, their events, and how they sell.</summary>
[Authorize(Policies.Manager)]
public sealed class ManageController(IGrainFactory grains, Edge edge, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/manage")]
    public async Task<IActionResult> Mine(string? cursor) =>
        (await edge.Call(() => Me.Profile(User.Caller())), await edge.Call(() => Me.Events(new PageRequest(PageSize, cursor)))) switch
        {
            ({ Succeeded: true, Value: var profile }, { Succeeded: true, Value: var page }) => View(new ManagerModel(profile, page)),
            (_, { Refusal.Code: RefusalCode.Invalid }) => Redirect("/manage"),
            ({ Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }, _) => this.Refused(none),
            (_, { Refusal: { Code: RefusalCode.Busy } busy }) => this.Refused(busy),
            var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
        };

    /// <summary>One event's places, sold and held and left.</summary>
    [HttpGet("/manage/events/{id:guid}")]
    public Task<IActionResult> Sheet(Guid id) => Page(id, Operations.NewKey(), null);

    /// <summary>Opens the event to the public.</summary>
    [HttpPost("/manage/events/{id:guid}/publish")]
    public async Task<IActionResult> Publish(Guid id, [FromForm] string? operationId)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        var request = new PublishEvent(Operations.Of(operationId), User.Caller());
        return await edge.Call(() => grains.Event(id).Publish(request)) switch
        {
            { Succeeded: true } => Redirect($"/manage/events/{id}"),
            { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
            // What stands in the way of publishing is corrected in the form.
            { Refusal: { Code: RefusalCode.Invalid } refusal } => await Page(id, Operations.NewKey(), refusal),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.IdempotencyKeyReused or RefusalCode.EventCancelled } refusal } => await Page(id, operationId, refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private IManagerGrain Me => grains.Manager(User.PersonId());

    private async Task<IActionResult> Page(Guid id, string operationId, Refusal? refusal)
    {
        switch (await edge.Call(() => grains.Event(id).Read(User.Caller())))
        {
            case { Succeeded: true, Value: var sheet }:
                if (refusal is not null)
                {
                    Response.Mark(refusal);
                }

                return (await Progress(sheet), await Sales(sheet)) switch
                {
                    ({ Refusal: { Code: RefusalCode.Busy } busy }, _) => this.Refused(busy),
                    (_, { Refusal: { Code: RefusalCode.Busy } busy }) => this.Refused(busy),
                    var (progress, sales) => View("Sheet", new SheetModel(sheet, operationId, Say(refusal), clock.GetUtcNow(), progress?.Value, sales?.Value)),
                };
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    // Not found for the blink between a cancellation and its row: the sheet then shows none yet.
    private async Task<Result<CancellationProgress>?> Progress(EventSheet sheet) => sheet.Status != EventStatus.Cancelled ? null
        : await edge.Call(() => grains.Money().Cancellation(User.Caller(), sheet.EventId)) switch
        {
            { Succeeded: false, Refusal: { Code: not (RefusalCode.NotFound or RefusalCode.Busy) } unexpected } => throw Answers.Unexpected(unexpected),
            var answer => answer,
        };

    private async Task<Result<SalesHistory>?> Sales(EventSheet sheet) => sheet.Status == EventStatus.Draft ? null
        : await edge.Call(() => grains.Attendees().Sales(User.Caller(), sheet.EventId)) switch
        {
            { Succeeded: false, Refusal: { Code: not (RefusalCode.NotFound or RefusalCode.Busy) } unexpected } => throw Answers.Unexpected(unexpected),
            var answer => answer,
        };

    private static Wording? Say(Refusal? refusal) => refusal switch
    {
        null => null,
        { Code: RefusalCode.Invalid, Errors: [var first, ..] } => new Wording("Not ready to be published.", $"{first.Field}: {first.Message}"),
        _ => Refusals.Say(refusal),
    };
}

/// <param name="Events">One page of them, the newest first.</param>
public sealed record ManagerModel(ManagerProfile Profile, Page<ProposedEvent> Events);
