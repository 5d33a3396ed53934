using System.Globalization;
using EventTicket.Events;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>An event's access and discount codes.</summary>
[Authorize(Policies.Manager)]
public sealed class CodesController(IGrainFactory grains, Edge edge) : Controller
{
    [HttpGet("/manage/events/{id:guid}/codes")]
    public Task<IActionResult> List(Guid id) => Page(id, new CodeForm { OperationId = Operations.NewKey() }, null);

    [HttpPost("/manage/events/{id:guid}/codes")]
    public async Task<IActionResult> Add(Guid id, CodeForm form)
    {
        if (form.OperationId is not { Length: > 0 and <= 200 } key)
        {
            return BadRequest();
        }

        switch (await edge.Call(() => grains.Event(id).Read(User.Caller())))
        {
            case { Succeeded: true, Value: var sheet }:
                ModelState.Clear();
                return form.Read(sheet.Definition, ModelState) is { } code ? await Keep(id, form, key, code) : await Page(id, form, Refusal.Invalid([]));
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    [HttpPost("/manage/events/{id:guid}/codes/{codeId:guid}/remove")]
    public async Task<IActionResult> Remove(Guid id, Guid codeId) => await edge.Call(() => grains.Event(id).RemoveCode(new(User.Caller(), codeId))) switch
    {
        { Succeeded: true } => Redirect($"/manage/events/{id}/codes"),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> Keep(Guid id, CodeForm form, string key, EventCode code)
    {
        var meaning = new[] { code.Text, $"{code.Kind}", $"{code.Value}", string.Join(' ', code.TicketTypes), $"{code.Uses}", Moment(code.From), Moment(code.Until) };
        return await edge.Call(() => grains.Event(id).KeepCode(new(Operations.Of(key, meaning), User.Caller(), code))) switch
        {
            { Succeeded: true } => Redirect($"/manage/events/{id}/codes"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.IdempotencyKeyReused or RefusalCode.Busy } refusal } => await Page(id, form, refusal),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private async Task<IActionResult> Page(Guid id, CodeForm form, Refusal? refusal)
    {
        var sheet = await edge.Call(() => grains.Event(id).Read(User.Caller()));
        var codes = await edge.Call(() => grains.Event(id).Codes(User.Caller()));
        if (!sheet.Succeeded || !codes.Succeeded)
        {
            return (sheet.Refusal ?? codes.Refusal) is { Code: RefusalCode.NotFound or RefusalCode.Busy } none ? this.Refused(none) : throw Answers.Unexpected(sheet.Refusal ?? codes.Refusal);
        }

        if (refusal is not null)
        {
            Response.Mark(refusal);
            foreach (var error in refusal.Errors.IsDefault ? [] : refusal.Errors)
            {
                ModelState.AddModelError(error.Field, error.Message);
            }

            form.OperationId = refusal.Code == RefusalCode.IdempotencyKeyReused ? Operations.NewKey() : form.OperationId;
        }

        return View("List", new CodesModel(sheet.Value, codes.Value, form, refusal is null or { Code: RefusalCode.Invalid } ? null : Refusals.Say(refusal)));
    }

    private static string? Moment(DateTimeOffset? moment) => moment?.ToString("O", CultureInfo.InvariantCulture);
}
