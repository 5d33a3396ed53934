using EventTicket.Events;
using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Giving back the money of one order: find it, choose its tickets, confirm, and read what happened.</summary>
[Authorize(Policies.Manager)]
public sealed class RefundController(IGrainFactory grains, Edge edge) : Controller
{
    private const int LongestReason = 500;
    private const string GivenBack = "given-back";

    /// <summary>Asks for the order's number, or shows the order that has it.</summary>
    [HttpGet("/manage/events/{id:guid}/refund")]
    public Task<IActionResult> Find(Guid id, string? order) => OfMine(id, async sheet =>
        string.IsNullOrWhiteSpace(order)
            ? View("Find", new FindOrderModel(sheet, ""))
            : await edge.Call(() => grains.Purchases().Sold(User.Caller(), id, order)) switch
            {
                { Succeeded: true, Value: var found } => View("Choose", new RefundModel(sheet, found, RefundForm.AllLeft(found), TempData[GivenBack] as string)),
                { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Invalid or RefusalCode.Busy } refusal } => this.Again("Find", new FindOrderModel(sheet, order), refusal),
                var other => throw Answers.Unexpected(other.Refusal),
            });

    /// <summary>Shows what was chosen once more; sent again from there, refunds it.</summary>
    [HttpPost("/manage/events/{id:guid}/refund")]
    public Task<IActionResult> Refund(Guid id, RefundForm form) => OfMine(id, async sheet =>
    {
        if (form.OperationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        return await edge.Call(() => grains.Purchases().Sold(User.Caller(), id, $"{form.OrderId:N}")) switch
        {
            { Succeeded: true, Value: var order } => await Refund(new RefundModel(sheet, order, form, null)),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    });

    private async Task<IActionResult> Refund(RefundModel page)
    {
        var form = page.Form;
        if (form.Confirmed)
        {
            return await Decide(page);
        }

        List<FieldError> errors = [];
        if (page.Chosen.Count == 0)
        {
            errors.Add(new("tickets", "Choose at least one."));
        }

        if (page.Chosen.Any(ticket => ticket.Status == TicketStatus.Used) && !form.IncludeUsed)
        {
            errors.Add(new("includeUsed", "You chose one that opened the door. Tick this to refund it all the same."));
        }

        if (form.Reason?.Length > LongestReason)
        {
            errors.Add(new("reason", $"At most {LongestReason} characters."));
        }

        return errors.Count > 0 ? this.Again("Choose", page, Refusal.Invalid(errors)) : View("Confirm", page);
    }

    private async Task<IActionResult> Decide(RefundModel page)
    {
        var (order, form) = (page.Order, page.Form);
        var operation = Operations.Of(form.OperationId!, ["refund", $"{order.OrderId}", $"{form.IncludeUsed}", form.Reason, .. form.Tickets.Order().Select(ticket => $"{ticket}")]);
        var request = new RefundTickets(operation, User.Caller(), order.OrderId, [.. form.Tickets], form.IncludeUsed, form.Reason);
        // No tickets would mean all of them.
        var answer = form.Tickets.Count == 0 ? Refusal.Invalid("tickets", "Choose at least one.") : await edge.Call(() => grains.Event(page.Sheet.EventId).Refund(request));
        switch (answer)
        {
            case { Succeeded: true, Value: var decision }:
                TempData[GivenBack] = RefundModel.Tell(decision);
                return Redirect($"{page.Link}?order={OrderNumber.Of(order.OrderId)}");
            // What was shown before is not so any more; below it is as it is now.
            case { Refusal: { Code: RefusalCode.Invalid } changed }:
                var anew = page with { Form = RefundForm.AllLeft(order) };
                return this.Again("Choose", anew, changed with { Errors = [] }, Refusals.NotRefunded);
            case { Refusal: { Code: RefusalCode.Busy } busy }:
                return this.Again("Confirm", page, busy);
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.IdempotencyKeyReused } none }:
                return this.Refused(none);
            default:
                throw Answers.Unexpected(answer.Refusal);
        }
    }

    private async Task<IActionResult> OfMine(Guid id, Func<EventSheet, Task<IActionResult>> show) => await edge.Call(() => grains.Event(id).Read(User.Caller())) switch
    {
        { Succeeded: true, Value: var sheet } => await show(sheet),
        { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
        var other => throw Answers.Unexpected(other.Refusal),
    };
}
