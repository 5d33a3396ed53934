using EventTicket.Door;
using EventTicket.Events;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The page at the door, the same for a manager and for whoever has a link.</summary>
public abstract class DoorPages(IGrainFactory grains, Edge edge) : Controller
{
    /// <summary>Not to be opened by the address: it is an answer to a form.</summary>
    protected const string Show = "~/Views/Door/Show.cshtml";

    protected IGrainFactory Grains => grains;

    protected Edge Edge => edge;

    protected Task<IActionResult> Look(DoorKey key, string path) => Page(key, path, Fresh(null), null, null);

    /// <summary>Answers in place, without going to another address: sent again, it is the same scan and has the same answer.</summary>
    protected async Task<IActionResult> CheckIn(DoorKey key, string path, ScanForm form)
    {
        if (form.OperationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        var request = new ScanCode(Operations.Of(form.OperationId, "check-in", form.Code, form.Gate), key, form.Code ?? "", form.Gate);
        switch (await edge.Call(() => grains.Door().CheckIn(request)))
        {
            case { Succeeded: true, Value: var answer }:
                return await Page(key, path, Fresh(form.Gate), answer, null);
            case { Refusal: { Code: RefusalCode.Invalid } invalid }:
                Response.Mark(invalid);
                foreach (var error in invalid.Errors)
                {
                    ModelState.AddModelError(error.Field, error.Message);
                }

                return await Page(key, path, form, null, null);
            case { Refusal: { Code: RefusalCode.Busy } busy }:
                Response.Mark(busy);
                return await Page(key, path, form, null, Refusals.Say(busy));
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.IdempotencyKeyReused } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    protected async Task<IActionResult> Undo(DoorKey key, string path, string? operationId, Guid ticketId)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        var request = new UndoScan(Operations.Of(operationId, "undo-check-in", $"{ticketId}"), key, ticketId);
        return await edge.Call(() => grains.Door().Undo(request)) switch
        {
            { Succeeded: true } => this.Done(Notices.CheckInUndone, path),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy or RefusalCode.IdempotencyKeyReused } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    protected async Task<IActionResult> Page(DoorKey key, string path, ScanForm form, Admission? answer, Wording? notice, Func<DoorModel, Task<Result<DoorModel>>>? complete = null) =>
        await edge.Call(() => grains.Door().Look(key)) switch
        {
            { Succeeded: true, Value: var view } => await Completed(new(view, path, form, answer, notice), complete ?? Complete),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    /// <summary>What a page of one's own adds.</summary>
    protected virtual Task<Result<DoorModel>> Complete(DoorModel model) => Task.FromResult<Result<DoorModel>>(model);

    protected static ScanForm Fresh(string? gate) => new() { OperationId = Operations.NewKey(), Gate = gate };

    private async Task<IActionResult> Completed(DoorModel model, Func<DoorModel, Task<Result<DoorModel>>> complete) => await complete(model) switch
    {
        { Succeeded: true, Value: var all } => View(Show, all),
        { Refusal: { } refusal } => this.Refused(refusal),
        _ => throw new InvalidOperationException("A result is a value or a refusal."),
    };
}
