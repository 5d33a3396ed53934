using EventTicket.Admins;
using EventTicket.Managers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>One manager or admin, as other admins see them.</summary>
[Authorize(Policies.Admin)]
public sealed class OfficerController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/admin/managers/{id:guid}")]
    public Task<IActionResult> Manager(Guid id, string? cursor) => Page(id, Role.Manager, cursor, null);

    [HttpGet("/admin/admins/{id:guid}")]
    public Task<IActionResult> Admin(Guid id, string? cursor) => Page(id, Role.Admin, cursor, null);

    [HttpPost("/admin/managers/{id:guid}/name")]
    public Task<IActionResult> RenameManager(Guid id, OfficerChange form) => Change(id, Role.Manager, form, null, form.Name?.Trim() ?? "", Notices.Renamed);

    [HttpPost("/admin/admins/{id:guid}/name")]
    public Task<IActionResult> RenameAdmin(Guid id, OfficerChange form) => Change(id, Role.Admin, form, null, form.Name?.Trim() ?? "", Notices.Renamed);

    [HttpPost("/admin/managers/{id:guid}/deactivate")]
    public Task<IActionResult> DeactivateManager(Guid id, OfficerChange form) => Change(id, Role.Manager, form, false, null, Notices.Deactivated);

    [HttpPost("/admin/admins/{id:guid}/deactivate")]
    public Task<IActionResult> DeactivateAdmin(Guid id, OfficerChange form) => Change(id, Role.Admin, form, false, null, Notices.Deactivated);

    [HttpPost("/admin/managers/{id:guid}/reactivate")]
    public Task<IActionResult> ReactivateManager(Guid id, OfficerChange form) => Change(id, Role.Manager, form, true, null, Notices.Reactivated);

    [HttpPost("/admin/admins/{id:guid}/reactivate")]
    public Task<IActionResult> ReactivateAdmin(Guid id, OfficerChange form) => Change(id, Role.Admin, form, true, null, Notices.Reactivated);

    private async Task<IActionResult> Change(Guid id, Role office, OfficerChange form, bool? active, string? name, string done)
    {
        if (form.OperationId is not { Length: > 0 and <= 200 } key)
        {
            return BadRequest();
        }

        var request = new ChangeOfficer(Operations.Of(key, $"{id} {active}", name), id, active, name);
        return await edge.Call(() => grains.Admin(User.PersonId()).ChangeOfficer(request)) switch
        {
            // Who deactivates themselves is no admin any more, and signed out.
            { Succeeded: true } when active == false && id == User.PersonId() => Redirect("/"),
            // An invitation that was taken back leaves a user, who has no page here.
            { Succeeded: true } when active == false && form.Invited => this.Done(Notices.Withdrawn, OfficersModel.ListOf(office)),
            { Succeeded: true } => this.Done(done, $"{OfficersModel.ListOf(office)}/{id}"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.IdempotencyKeyReused or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal } =>
                await Page(id, office, null, refusal, name),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Forbidden } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private async Task<IActionResult> Page(Guid id, Role office, string? cursor, Refusal? refusal, string? typed = null) =>
        (await edge.Call(() => grains.Admin(User.PersonId()).Officer(id)), await edge.Call(() => grains.Manager(id).Events(new PageRequest(PageSize, cursor)))) switch
        {
            ({ Succeeded: true, Value: var officer }, _) when officer.Office != office => this.Refused(Refusal.NotFound),
            ({ Succeeded: true, Value: var officer }, { Succeeded: true, Value: var events }) => Shown(new OfficerModel(officer, events, typed ?? officer.Name), refusal),
            ({ Succeeded: true }, { Refusal.Code: RefusalCode.Invalid }) => Redirect($"{OfficersModel.ListOf(office)}/{id}"),
            ({ Refusal: { Code: RefusalCode.NotFound or RefusalCode.Forbidden or RefusalCode.Busy } none }, _) => this.Refused(none),
            (_, { Refusal: { Code: RefusalCode.Busy } busy }) => this.Refused(busy),
            var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
        };

    private ViewResult Shown(OfficerModel model, Refusal? refusal) => refusal switch
    {
        null => View("Show", model),
        // No field of the page: said above it.
        { Code: RefusalCode.Invalid } when refusal.Names("active") =>
            this.Again("Show", model, refusal with { Errors = [] }, Refusals.Stays(refusal.Errors[0].Message)),
        _ => this.Again("Show", model, refusal),
    };
}

/// <param name="Typed">What stands in the field of the name.</param>
public sealed record OfficerModel(Officer Officer, Page<ProposedEvent> Events, string Typed)
{
    public string Link => $"{OfficersModel.ListOf(Officer.Office)}/{Officer.UserId}";

    public string? MoreLink => Events.NextCursor is { } next ? Link + QueryString.Create("cursor", next) : null;
}

public sealed record OfficerChange
{
    public string? OperationId { get; init; }
    public string? Name { get; init; }

    /// <summary>Whether it is an invitation that is taken back; only chooses the words that follow.</summary>
    public bool Invited { get; init; }
}
