using EventTicket.Admins;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The lists of managers and of admins, and how one more is added.</summary>
[Authorize(Policies.Admin)]
public sealed class OfficersController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/admin/managers")]
    public Task<IActionResult> Managers(string? cursor) => Page(Role.Manager, new OfficerForm(), cursor, null);

    [HttpGet("/admin/admins")]
    public Task<IActionResult> Admins(string? cursor) => Page(Role.Admin, new OfficerForm(), cursor, null);

    [HttpPost("/admin/managers")]
    public Task<IActionResult> AddManager(OfficerForm form) => Add(Role.Manager, form);

    [HttpPost("/admin/admins")]
    public Task<IActionResult> AddAdmin(OfficerForm form) => Add(Role.Admin, form);

    private async Task<IActionResult> Add(Role office, OfficerForm form)
    {
        if (form.OperationId is not { Length: > 0 and <= 200 } key)
        {
            return BadRequest();
        }

        var (email, name) = (form.Email?.Trim() ?? "", form.Name?.Trim() ?? "");
        var request = new AddOfficer(Operations.Of(key, email, name), email, name, office);
        return await edge.Call(() => grains.Admin(User.PersonId()).AddOfficer(request)) switch
        {
            { Succeeded: true, Value: var added } => this.Done(added.Invited ? Notices.Invited : Notices.OfficeGiven, OfficersModel.ListOf(office)),
            {
                Refusal: { Code: RefusalCode.Invalid or RefusalCode.EmailTaken or RefusalCode.IdempotencyKeyReused or RefusalCode.TooManyRequests or RefusalCode.Busy } refusal
            } => await Page(office, form, null, refusal),
            { Refusal: { Code: RefusalCode.Forbidden } no } => this.Refused(no),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private async Task<IActionResult> Page(Role office, OfficerForm form, string? cursor, Refusal? refusal) =>
        await edge.Call(() => grains.Admin(User.PersonId()).Officers(office, new PageRequest(PageSize, cursor))) switch
        {
            { Succeeded: true, Value: var page } when refusal is null => View("List", new OfficersModel(office, page, form)),
            { Succeeded: true, Value: var page } => this.Again("List", new OfficersModel(office, page, form.After(refusal)), refusal),
            { Refusal.Code: RefusalCode.Invalid } => Redirect(OfficersModel.ListOf(office)),
            { Refusal: { Code: RefusalCode.Forbidden or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
