using EventTicket.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Cancelling a whole event: what it means, asked once, and done.</summary>
[Authorize(Policies.Manager)]
public sealed class CancelController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/manage/events/{id:guid}/cancel")]
    public Task<IActionResult> Ask(Guid id) => Page(id, sheet => View("Ask", new CancelModel(sheet, Operations.NewKey())));

    [HttpPost("/manage/events/{id:guid}/cancel")]
    public Task<IActionResult> Cancel(Guid id, [FromForm] string? operationId, [FromForm] bool sure)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return Task.FromResult<IActionResult>(BadRequest());
        }

        return sure
            ? Cancel(id, operationId)
            : Again(id, operationId, Refusal.Invalid("sure", "Tick this first: it cannot be taken back."));
    }

    private async Task<IActionResult> Cancel(Guid id, string operationId) =>
        await edge.Call(() => grains.Event(id).Cancel(new CancelEvent(Operations.Of(operationId, "cancel", $"{id}"), User.Caller()))) switch
        {
            { Succeeded: true } => Redirect($"/manage/events/{id}"),
            // A draft: its sheet offers what can be done with it.
            { Refusal.Code: RefusalCode.Invalid } => Redirect($"/manage/events/{id}"),
            { Refusal: { Code: RefusalCode.Busy } busy } => await Again(id, operationId, busy),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.IdempotencyKeyReused } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    private Task<IActionResult> Again(Guid id, string operationId, Refusal refusal) => Page(id, sheet => this.Again("Ask", new CancelModel(sheet, operationId), refusal));

    // Drafts and cancelled events have nothing to cancel; their sheet says how they stand.
    private async Task<IActionResult> Page(Guid id, Func<EventSheet, IActionResult> show) => await edge.Call(() => grains.Event(id).Read(User.Caller())) switch
    {
        { Succeeded: true, Value.Status: EventStatus.Draft or EventStatus.Cancelled } => Redirect($"/manage/events/{id}"),
        { Succeeded: true, Value: var sheet } => show(sheet),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };
}

public sealed record CancelModel(EventSheet Sheet, string OperationId)
{
    public int Sold => Sheet.Stock.Sum(stock => stock.Sold);

    public int Held => Sheet.Stock.Sum(stock => stock.Held);
}
