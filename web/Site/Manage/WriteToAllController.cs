using System.Collections.Immutable;
using EventTicket.Events;
using EventTicket.Managers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>A mail to everybody who holds a ticket: written, looked at once more, and sent.</summary>
[Authorize(Policies.Manager)]
public sealed class WriteToAllController(IGrainFactory grains, Edge edge) : Controller
{
    private const int LongestSubject = 100;
    private const int LongestText = 5_000;

    [HttpGet("/manage/events/{id:guid}/mail")]
    public Task<IActionResult> Ask(Guid id) => Page(id, page => View("Ask", page with { Form = new() { OperationId = Operations.NewKey() } }));

    [HttpPost("/manage/events/{id:guid}/mail")]
    public Task<IActionResult> Send(Guid id, WriteForm form) => Page(id, async page =>
    {
        if (form.OperationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        page = page with { Form = form };
        if (form.Change)
        {
            return View("Ask", page);
        }

        if (!form.Confirmed)
        {
            return Errors(form) is { Count: > 0 } errors ? this.Again("Ask", page, Refusal.Invalid(errors)) : View("Confirm", page);
        }

        var request = new WriteToAttendees(Operations.Of(form.OperationId, "write-to-attendees", $"{id}", form.Subject, form.Text), User.Caller(), id, form.Subject ?? "", form.Text ?? "");
        return await edge.Call(() => grains.Attendees().Write(request)) switch
        {
            { Succeeded: true } => this.Done(Notices.WrittenToAll, $"/manage/events/{id}/mail"),
            { Refusal: { Code: RefusalCode.Invalid } wrong } => this.Again("Ask", page, wrong),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.TooManyRequests } later } => this.Again("Confirm", page, later),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.IdempotencyKeyReused } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    });

    private static List<FieldError> Errors(WriteForm form)
    {
        List<FieldError> errors = [];
        if (string.IsNullOrWhiteSpace(form.Subject) || form.Subject.Trim().Length > LongestSubject)
        {
            errors.Add(new("subject", $"One line of 1 to {LongestSubject} characters."));
        }

        if (string.IsNullOrWhiteSpace(form.Text) || form.Text.Trim().Length > LongestText)
        {
            errors.Add(new("text", $"1 to {LongestText:N0} characters."));
        }

        return errors;
    }

    private Task<IActionResult> Page(Guid id, Func<WriteModel, IActionResult> show) => Page(id, page => Task.FromResult(show(page)));

    // A draft has nobody to write to; its sheet says what it lacks.
    private async Task<IActionResult> Page(Guid id, Func<WriteModel, Task<IActionResult>> show) =>
        (await edge.Call(() => grains.Event(id).Read(User.Caller())), await edge.Call(() => grains.Attendees().Written(User.Caller(), id))) switch
        {
            ({ Succeeded: true, Value.Status: EventStatus.Draft }, _) => Redirect($"/manage/events/{id}"),
            ({ Succeeded: true, Value: var sheet }, { Succeeded: true, Value: var written }) => await show(new(sheet, written.Items, new())),
            ({ Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }, _) => this.Refused(none),
            (_, { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }) => this.Refused(none),
            var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
        };
}

/// <param name="Written">What was written before.</param>
public sealed record WriteModel(EventSheet Sheet, ImmutableArray<MailToAttendees> Written, WriteForm Form)
{
    public string Link => $"/manage/events/{Sheet.EventId}/mail";
}

public sealed record WriteForm
{
    public string? OperationId { get; init; }
    public string? Subject { get; init; }
    public string? Text { get; init; }

    /// <summary>Sent from the page that shows once more what was written.</summary>
    public bool Confirmed { get; init; }

    /// <summary>Back from there to the form.</summary>
    public bool Change { get; init; }
}
