using EventTicket.Admins;
using EventTicket.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Everybody's events, which an admin may take off sale for a while, and everybody with an account.</summary>
[Authorize(Policies.Admin)]
public sealed class HouseController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/admin/events")]
    public async Task<IActionResult> Events(string? query, string? cursor) => await edge.Call(() => Me.Events(query, new PageRequest(PageSize, cursor))) switch
    {
        { Succeeded: true, Value: var page } => View(new HouseList<HouseEvent>("/admin/events", page, query ?? "")),
        { Refusal.Code: RefusalCode.Invalid } => Redirect("/admin/events"),
        { Refusal: { Code: RefusalCode.Forbidden or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    [HttpGet("/admin/users")]
    public async Task<IActionResult> People(string? query, string? cursor) => await edge.Call(() => Me.People(query, new PageRequest(PageSize, cursor))) switch
    {
        { Succeeded: true, Value: var page } => View(new HouseList<HousePerson>("/admin/users", page, query ?? "")),
        { Refusal.Code: RefusalCode.Invalid } => Redirect("/admin/users"),
        { Refusal: { Code: RefusalCode.Forbidden or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    /// <summary>Asks for the reason, or offers to put a withdrawn event back.</summary>
    [HttpGet("/admin/events/{id:guid}/withdraw")]
    public Task<IActionResult> Withdrawal(Guid id) => Page(id, sheet => View("Withdrawal", new WithdrawalModel(sheet, new() { OperationId = Operations.NewKey() })));

    [HttpPost("/admin/events/{id:guid}/withdraw")]
    public Task<IActionResult> Withdraw(Guid id, WithdrawalForm form) => Decide(id, form, Notices.EventWithdrawn, key =>
        Me.Withdraw(Operations.Of(key, "withdraw", $"{id}", form.Reason), id, form.Reason ?? ""));

    [HttpPost("/admin/events/{id:guid}/restore")]
    public Task<IActionResult> Restore(Guid id, WithdrawalForm form) => Decide(id, form, Notices.EventRestored, key =>
        Me.Restore(Operations.Of(key, "restore", $"{id}"), id));

    private IAdminGrain Me => grains.Admin(User.PersonId());

    private async Task<IActionResult> Decide(Guid id, WithdrawalForm form, string done, Func<string, Task<Result<EventSheet>>> work)
    {
        if (form.OperationId is not { Length: > 0 and <= 200 } key)
        {
            return BadRequest();
        }

        return await edge.Call(() => work(key)) switch
        {
            { Succeeded: true } => this.Done(done, $"/admin/events/{id}/withdraw"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.Busy or RefusalCode.EventCancelled } refusal } =>
                await Page(id, sheet => this.Again("Withdrawal", new WithdrawalModel(sheet, form), refusal)),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Forbidden or RefusalCode.IdempotencyKeyReused } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    // Drafts and cancelled events are off sale anyway; their sheet says how they stand.
    private async Task<IActionResult> Page(Guid id, Func<EventSheet, IActionResult> show) => await edge.Call(() => grains.Event(id).Read(User.Caller())) switch
    {
        { Succeeded: true, Value.Status: EventStatus.Draft or EventStatus.Cancelled } => Redirect($"/manage/events/{id}"),
        { Succeeded: true, Value: var sheet } => show(sheet),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };
}

/// <summary>A list that can be searched, one page of it.</summary>
public sealed record HouseList<T>(string Link, Page<T> Page, string Query)
{
    public string? MoreLink => Page.NextCursor is { } next
        ? Link + QueryString.Create(new Dictionary<string, string?> { ["query"] = Query.Length == 0 ? null : Query, ["cursor"] = next }.Where(part => part.Value is not null))
        : null;
}

/// <param name="Form">What was typed.</param>
public sealed record WithdrawalModel(EventSheet Sheet, WithdrawalForm Form);

public sealed record WithdrawalForm
{
    public string? OperationId { get; init; }
    public string? Reason { get; init; }
}
