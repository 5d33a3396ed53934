using EventTicket.Door;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>A manager at the door of their event, and the links by which others keep it.</summary>
[Authorize(Policies.Manager), UsesCamera]
public sealed class DoorController(IGrainFactory grains, Edge edge, SiteSettings settings) : DoorPages(grains, edge)
{
    [HttpGet("/manage/events/{id:guid}/door")]
    public Task<IActionResult> Look(Guid id) => Look(Key(id), Path(id));

    [HttpPost("/manage/events/{id:guid}/door")]
    public Task<IActionResult> CheckIn(Guid id, ScanForm form) => CheckIn(Key(id), Path(id), form);

    [HttpPost("/manage/events/{id:guid}/door/undo")]
    public Task<IActionResult> Undo(Guid id, [FromForm] string? operationId, [FromForm] Guid ticketId) => Undo(Key(id), Path(id), operationId, ticketId);

    /// <summary>Makes a link and shows it, this one time.</summary>
    [HttpPost("/manage/events/{id:guid}/door/links"), CarriesSecret]
    public async Task<IActionResult> MakeLink(Guid id, [FromForm] string? operationId, [FromForm] string? name)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        var request = new MakeDoorLink(Operations.Of(operationId, "make-door-link", name), User.Caller(), id, name ?? "");
        switch (await Edge.Call(() => Grains.Door().MakeLink(request)))
        {
            case { Succeeded: true, Value: var made }:
                return await Page(Key(id), Path(id), Fresh(null), null, null, async model =>
                    await Complete(model) is { Succeeded: true, Value: var page } ? page with { NewLink = DoorPass.Address(settings, made.Token) } : Refusal.Busy);
            case { Refusal: { Code: RefusalCode.Invalid } invalid }:
                Response.Mark(invalid);
                foreach (var error in invalid.Errors)
                {
                    ModelState.AddModelError(error.Field, error.Message);
                }

                return await Page(Key(id), Path(id), Fresh(null), null, null);
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    [HttpPost("/manage/events/{id:guid}/door/links/{linkId:guid}/revoke")]
    public async Task<IActionResult> Revoke(Guid id, Guid linkId) => await Edge.Call(() => Grains.Door().RevokeLink(User.Caller(), id, linkId)) switch
    {
        { Succeeded: true } => this.Done(Notices.DoorLinkRevoked, Path(id)),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    protected override async Task<Result<DoorModel>> Complete(DoorModel model) =>
        await Edge.Call(() => Grains.Door().Links(User.Caller(), model.View.EventId)) switch
        {
            { Succeeded: true, Value: var links } => model with { Links = links.Items },
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => none,
            var other => throw Answers.Unexpected(other.Refusal),
        };

    private DoorKey Key(Guid id) => DoorKey.Of(User.Caller(), id);

    private static string Path(Guid id) => $"/manage/events/{id}/door";
}
