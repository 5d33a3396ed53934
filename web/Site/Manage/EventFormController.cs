using System.Globalization;
using System.Text.Json;
using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Managers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Writes an event, new or known. Every button is a submit button, so that rows come and go without script.</summary>
[Authorize(Policies.Manager)]
public sealed class EventFormController(IGrainFactory grains, CatalogueReader catalogue, Edge edge) : Controller
{
    private const string UsualTimeZone = "Europe/Rome";
    private const int MostTypes = 50;

    [HttpGet("/manage/events/new")]
    public async Task<IActionResult> New(Guid? from) => from is null ? await Page(EventForm.New(UsualTimeZone), null, false, null)
        : await edge.Call(() => grains.Event(from.Value).Read(User.Caller())) switch
        {
            { Succeeded: true, Value: var sheet } => await Page(EventForm.CopyOf(sheet), null, false, null),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };

    [HttpPost("/manage/events/new")]
    public async Task<IActionResult> New(EventForm form, string? @do)
    {
        if (ChangesRows(form, @do))
        {
            return await Page(form, null, false, null);
        }

        if (Read(form) is not { } definition)
        {
            return await Page(form, null, false, Refusal.Invalid([]));
        }

        var publish = @do == "publish";
        var request = new InsertEvent(Named(form, definition, @do), User.Caller(), definition, publish);
        return await edge.Call(() => grains.Manager(User.PersonId()).InsertEvent(request)) switch
        {
            { Succeeded: true, Value: var sheet } => Redirect($"/manage/events/{sheet.EventId}"),
            { Refusal: { Code: RefusalCode.Invalid or RefusalCode.IdempotencyKeyReused or RefusalCode.Busy } refusal } => await Page(form, null, false, refusal),
            { Refusal: { Code: RefusalCode.Forbidden } refusal } => this.Refused(refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpGet("/manage/events/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id) => await edge.Call(() => grains.Event(id).Read(User.Caller())) switch
    {
        { Succeeded: true, Value: var sheet } => await Page(EventForm.Of(sheet), id, sheet.Status != EventStatus.Draft, null),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    [HttpPost("/manage/events/{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, EventForm form, bool published, string? @do)
    {
        if (ChangesRows(form, @do))
        {
            return await Page(form, id, published, null);
        }

        if (Read(form) is not { } definition)
        {
            return await Page(form, id, published, Refusal.Invalid([]));
        }

        var request = new ChangeEvent(Named(form, definition, @do), User.Caller(), definition, form.Version);
        return await edge.Call(() => grains.Event(id).Change(request)) switch
        {
            { Succeeded: true } => Redirect($"/manage/events/{id}"),
            {
                Refusal:
                {
                    Code: RefusalCode.Invalid or RefusalCode.PreconditionFailed or RefusalCode.IdempotencyKeyReused or RefusalCode.EventCancelled or RefusalCode.Busy
                } refusal
            } => await Page(form, id, published, refusal),
            { Refusal: { Code: RefusalCode.NotFound } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private static bool ChangesRows(EventForm form, string? pressed)
    {
        if (pressed == "add-type" && form.TicketTypes.Count < MostTypes)
        {
            form.TicketTypes.Add(new TicketTypeForm());
        }
        else if (pressed?.Split("remove-type-") is ["", var row] && int.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < form.TicketTypes.Count)
        {
            form.TicketTypes.RemoveAt(index);
            form.PreSale?.TypeRemoved(index);
        }

        else if (pressed is "add-pre-sale" or "remove-pre-sale")
        {
            form.PreSale = pressed == "add-pre-sale" ? form.PreSale ?? new() { TicketType = "0" } : null;
        }

        return pressed is "add-type" or "add-pre-sale" or "remove-pre-sale" || pressed?.StartsWith("remove-type-", StringComparison.Ordinal) == true;
    }

    private EventDefinition? Read(EventForm form)
    {
        ModelState.Clear();
        return form.OperationId is { Length: > 0 and <= 200 } ? EventFormReader.Read(form, ModelState) : throw new BadHttpRequestException("The form has no operationId.");
    }

    private static Operation Named(EventForm form, EventDefinition definition, string? pressed) =>
        Operations.Of(form.OperationId!, JsonSerializer.Serialize(definition), pressed);

    private async Task<IActionResult> Page(EventForm form, Guid? id, bool published, Refusal? refusal)
    {
        if (refusal is not null)
        {
            Response.Mark(refusal);
            foreach (var error in refusal.Errors.IsDefault ? [] : refusal.Errors)
            {
                ModelState.AddModelError(error.Field, error.Message);
            }

            if (refusal.Code == RefusalCode.IdempotencyKeyReused)
            {
                form.OperationId = Operations.NewKey();
            }
        }

        return await catalogue.Categories() switch
        {
            { Succeeded: true, Value: var categories } => View("Form", new EventFormModel(
                form, id, published, categories, refusal is null or { Code: RefusalCode.Invalid } ? null : Refusals.Say(refusal))),
            { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }
}
