using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Payments;
using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>The checkout: from held places to tickets.</summary>
[Authorize(Policies.User)]
public sealed class OrdersController(IGrainFactory grains, Edge edge, Queues queues, SiteSettings settings, CatalogueReader catalogue) : Controller
{
    /// <summary>The order as it stands. While a payment is open, the provider is asked.</summary>
    [HttpGet("/orders/{id:guid}")]
    public Task<IActionResult> Show(Guid id, string? notice, string? reason) => OfMine(id, async order =>
    {
        // A hold ends after its two minutes of patience, though the provider may not have answered yet.
        if (order.Status is not (OrderStatus.Paying or OrderStatus.Expired))
        {
            return await Page(order, null, OrderNotices.Say(notice, reason));
        }

        return await edge.Call(() => grains.Payment(id).Reconcile()) switch
        {
            { Succeeded: true, Value.Progress: PaymentProgress.NotPaid or PaymentProgress.TurnedAway } when order.Status == OrderStatus.Expired =>
                await Page(order, null, OrderNotices.Say(notice, reason)),
            { Succeeded: true, Value.Progress: PaymentProgress.RequiresAction or PaymentProgress.Processing } still =>
                await Page(order, still.Value, OrderNotices.Say(notice, reason), hasReturned: notice == OrderNotices.Returned),
            { Succeeded: true, Value: var done } => Redirect(LinkAfter(done)),
            { Refusal.Code: RefusalCode.Busy or RefusalCode.PaymentsUnavailable } => await Page(order, new PaymentAnswer(id, order.Event.EventId, PaymentProgress.Processing, null, []), null),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    });

    /// <summary>Opens the provider's page for the order; an order of nothing gets its tickets at once.</summary>
    [HttpPost("/orders/{id:guid}/pay")]
    public async Task<IActionResult> Pay(Guid id, [FromForm] string? operationId)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        var request = new PayOrder(
            Operations.Of(operationId), User.PersonId(), null,
            $"{settings.PublicUrl}/orders/{id}/return", $"{settings.PublicUrl}/orders/{id}/cancelled");
        return await queues.Payment(request.PersonId, () => grains.Payment(id).Pay(request), HttpContext.RequestAborted) switch
        {
            { Succeeded: true, Value: { Progress: PaymentProgress.RequiresAction, Url: { } url } } => Redirect(url),
            { Succeeded: true, Value: var answer } => Redirect(LinkAfter(answer)),
            { Refusal: { Code: RefusalCode.CardDeclined } declined } => Redirect(OrderNotices.DeclinedLink(id, declined.Detail)),
            // The order's own page says what is the matter.
            { Refusal.Code: RefusalCode.HoldEnded or RefusalCode.AlreadyPaid or RefusalCode.PaymentPending or RefusalCode.EventCancelled } => Redirect($"/orders/{id}"),
            { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
            { Refusal: { Code: RefusalCode.Busy or RefusalCode.TooManyRequests or RefusalCode.PaymentsUnavailable or RefusalCode.IdempotencyKeyReused } refusal } => await Again(id, refusal, operationId),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    /// <summary>Gives the places back.</summary>
    [HttpPost("/orders/{id:guid}/release")]
    public async Task<IActionResult> Release(Guid id) => await edge.Call(() => grains.Payment(id).Release(User.PersonId())) switch
    {
        { Succeeded: true } or { Refusal.Code: RefusalCode.AlreadyPaid } => Redirect($"/orders/{id}"),
        { Refusal.Code: RefusalCode.PaymentPending } => Redirect(OrderNotices.Link(id, OrderNotices.Open)),
        { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
        { Refusal: { Code: RefusalCode.Busy or RefusalCode.PaymentsUnavailable } refusal } => await Again(id, refusal, null),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    /// <summary>The provider sends the browser here when it is done. What happened is asked of the provider, never read from the address.</summary>
    [HttpGet("/orders/{id:guid}/return")]
    public Task<IActionResult> Return(Guid id) => OfMine(id, async _ =>
    {
        var link = await Reconciled(id);
        return Redirect(link == $"/orders/{id}" ? OrderNotices.Link(id, OrderNotices.Returned) : link);
    });

    /// <summary>The buyer turned back on the provider's page. They may have paid in another tab, so that is asked too.</summary>
    [HttpGet("/orders/{id:guid}/cancelled")]
    public Task<IActionResult> TurnedBack(Guid id) => OfMine(id, async _ =>
    {
        var link = await Reconciled(id);
        return Redirect(link == $"/orders/{id}" ? OrderNotices.Link(id, OrderNotices.TurnedBack) : link);
    });

    private async Task<string> Reconciled(Guid id) => await edge.Call(() => grains.Payment(id).Reconcile()) switch
    {
        { Succeeded: true, Value: var answer } => LinkAfter(answer),
        { Refusal.Code: RefusalCode.Busy or RefusalCode.PaymentsUnavailable or RefusalCode.NotFound } => $"/orders/{id}",
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private static string LinkAfter(PaymentAnswer answer) => answer is { Progress: PaymentProgress.NotPaid, Declined: { } reason }
        ? OrderNotices.DeclinedLink(answer.OrderId, reason)
        : $"/orders/{answer.OrderId}";

    // The page again, with its form as it was: the same operation may be tried once more.
    private Task<IActionResult> Again(Guid id, Refusal refusal, string? operationId) => OfMine(id, order =>
    {
        Response.Mark(refusal);
        return Page(order, null, Refusals.Say(refusal), refusal.Code == RefusalCode.IdempotencyKeyReused ? null : operationId);
    });

    private async Task<IActionResult> Page(Order order, PaymentAnswer? payment, Wording? notice, string? operationId = null, bool hasReturned = false)
    {
        var model = new OrderPageModel(order, payment, notice, operationId ?? Operations.NewKey(), hasReturned);
        if (Response.StatusCode == StatusCodes.Status200OK && model.LooksAgainAfter is { } seconds)
        {
            Response.Headers["Refresh"] = seconds;
        }

        return View("Show", model.TellsWhatIsLeft ? model with { OnSale = await OnSale(order.Event.EventId) } : model);
    }

    // A courtesy: the order is shown also when this cannot be told right now.
    private async Task<EventPage?> OnSale(Guid eventId) => await catalogue.Event(eventId) switch
    {
        { Succeeded: true, Value: { Status: EventStatus.Published } page } => page,
        { Succeeded: true } or { Refusal.Code: RefusalCode.NotFound or RefusalCode.Busy } => null,
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> OfMine(Guid id, Func<Order, Task<IActionResult>> show) =>
        await edge.Call(() => grains.Purchases().Order(User.PersonId(), id)) switch
        {
            { Succeeded: true, Value: var order } => await show(order),
            { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none } => this.Refused(none),
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
