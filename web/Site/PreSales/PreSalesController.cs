using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>What somebody has booked: pay it, or give it up.</summary>
[Authorize(Policies.User)]
public sealed class PreSalesController(IGrainFactory grains, Edge edge, TimeProvider clock) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/pre-sales")]
    public Task<IActionResult> Mine(string? cursor) => Page(cursor, null);

    /// <summary>Holds the booking's places and leads to the checkout.</summary>
    [HttpPost("/pre-sales/{id:guid}/pay")]
    public async Task<IActionResult> Pay(Guid id, [FromForm] string? operationId)
    {
        if (operationId is not { Length: > 0 and <= 200 })
        {
            return BadRequest();
        }

        return await edge.Call(() => grains.HoldBooking(User.PersonId(), id, Operations.Of(operationId, $"{id}"))) switch
        {
            { Succeeded: true, Value: var hold } => Redirect($"/orders/{hold.OrderId}"),
            { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
            {
                Refusal:
                {
                    Code: RefusalCode.HoldEnded or RefusalCode.AlreadyPaid or RefusalCode.PaymentPending or RefusalCode.NotOnSale or RefusalCode.EventCancelled
                    or RefusalCode.IdempotencyKeyReused or RefusalCode.Busy
                } refusal
            } => await Page(null, refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    [HttpPost("/pre-sales/{id:guid}/cancel")]
    public async Task<IActionResult> Cancel(Guid id) => await edge.Call(() => grains.CancelBooking(User.PersonId(), id)) switch
    {
        { Succeeded: true } => this.Done(Notices.BookingCancelled, "/pre-sales"),
        { Refusal: { Code: RefusalCode.NotFound } unknown } => this.Refused(unknown),
        { Refusal: { Code: RefusalCode.CannotCancel or RefusalCode.PaymentPending or RefusalCode.Busy } refusal } => await Page(null, refusal),
        var other => throw Answers.Unexpected(other.Refusal),
    };

    private async Task<IActionResult> Page(string? cursor, Refusal? refusal)
    {
        switch (await edge.Call(() => grains.Purchases().Bookings(User.PersonId(), new PageRequest(PageSize, cursor))))
        {
            case { Succeeded: true, Value: var page }:
                if (refusal is not null)
                {
                    Response.Mark(refusal);
                }

                return View("Mine", new PreSalesModel(
                    [.. page.Items.Select(booking => new BookingRow(booking, clock.GetUtcNow()))], page.NextCursor, refusal is null ? null : Refusals.OfBooking(refusal)));
            case { Refusal.Code: RefusalCode.Invalid }:
                return Redirect("/pre-sales");
            case { Refusal: { Code: RefusalCode.Busy } busy }:
                return this.Refused(busy);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }
}
