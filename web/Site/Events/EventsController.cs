using System.Globalization;
using EventTicket.Catalogue;
using EventTicket.Events;
using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

public sealed class EventsController(CatalogueReader catalogue, IGrainFactory grains, Edge edge, Queues queues) : Controller
{
    private const int PageSize = 24;
    private const int LongestQuery = 200;
    private const int LongestCode = 40;

    /// <summary>Events, soonest first, by words, category, city and days.</summary>
    [HttpGet("/events"), AllowAnonymous]
    public async Task<IActionResult> List(EventQuery asked)
    {
        asked = asked with { Query = asked.Query is { Length: > LongestQuery } query ? query[..LongestQuery] : asked.Query };
        return await catalogue.Categories() switch
        {
            { Succeeded: true, Value: var categories } => await catalogue.Search(asked.AsRequest(PageSize)) switch
            {
                { Succeeded: true, Value: var list } => View(new EventListModel(asked, categories, list, null, await Follows(asked.Category))),
                // Only an address somebody wrote by hand has a cursor or days that make no sense: start over.
                { Refusal.Code: RefusalCode.Invalid } => Redirect("/events"),
                { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
                var other => throw Answers.Unexpected(other.Refusal),
            },
            { Refusal: { Code: RefusalCode.Busy } busy } => this.Refused(busy),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    /// <summary>One event. Quantities may come with the address, from a form sent before signing in.</summary>
    [HttpGet("/events/{id:guid}"), AllowAnonymous]
    public Task<IActionResult> Show(Guid id, [FromQuery] PlacesForm asked) => Page(id, new PlacesForm { Places = asked.Places, Code = asked.Code }, null);

    /// <summary>Where the form of somebody who was not signed in leads: the log-in, and then back to the same choice.</summary>
    [HttpGet("/events/{id:guid}/hold"), Authorize(Policies.User)]
    public IActionResult AfterSigningIn(Guid id) => LocalRedirect($"/events/{id}{Request.QueryString}#tickets");

    /// <summary>Takes places out of stock for a few minutes.</summary>
    [HttpPost("/events/{id:guid}/hold"), Authorize(Policies.User)]
    public async Task<IActionResult> Hold(Guid id, PlacesForm asked)
    {
        var items = asked.Read(ModelState);
        if (!ModelState.IsValid || asked.OperationId is not { Length: > 0 and <= 200 } key)
        {
            return await Page(id, asked, Refusal.Invalid([]));
        }

        string[] codes = string.IsNullOrWhiteSpace(asked.Code) ? [] : [asked.Code.Trim()];
        var operation = Operations.Of(key, items.SelectMany(item => new[] { item.TicketTypeId.ToString(), $"{item.Quantity}" }).Concat(codes));
        var request = new HoldTickets(operation, User.PersonId(), [.. items], [.. codes]);
        return await queues.Hold(id, request, HttpContext.RequestAborted) switch
        {
            { Succeeded: true, Value: var hold } => Redirect($"/orders/{hold.OrderId}"),
            { Refusal.Code: RefusalCode.NotFound } => NotFound(),
            { Refusal: { Code: RefusalCode.Invalid } refusal } => await Page(id, asked, refusal, items),
            { Refusal: { Code: RefusalCode.IdempotencyKeyReused } refusal } => await Page(id, new PlacesForm { Places = asked.Places, Code = asked.Code }, refusal),
            {
                Refusal:
                {
                    Code: RefusalCode.SoldOut or RefusalCode.LimitReached or RefusalCode.NotOnSale or RefusalCode.PaymentPending
                    or RefusalCode.EventCancelled or RefusalCode.Busy or RefusalCode.TooManyRequests
                    or RefusalCode.CodeUnknown or RefusalCode.CodeNotYet or RefusalCode.CodeExpired or RefusalCode.CodeUsedUp or RefusalCode.CodeNotForThese
                } refusal
            } => await Page(id, asked, refusal),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    /// <summary>Books in the pre-sale.</summary>
    [HttpPost("/events/{id:guid}/book"), Authorize(Policies.User)]
    public async Task<IActionResult> Book(Guid id, PreSaleForm asked)
    {
        if (asked.OperationId is not { Length: > 0 and <= 200 } key || !int.TryParse(asked.Quantity?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
        {
            return await Page(id, new(), Refusal.Invalid("quantity", "Write a whole number of places, such as 2."), preSale: asked);
        }

        var request = new BookPreSale(Operations.Of(key, $"{quantity}"), User.PersonId(), quantity);
        return await queues.Sale(id, request.PersonId, () => grains.Event(id).Book(request), HttpContext.RequestAborted) switch
        {
            { Succeeded: true, Value.Tickets.IsEmpty: true } => this.Done(Notices.Booked, "/pre-sales"),
            { Succeeded: true } => this.Done(Notices.BookedFree, "/tickets"),
            { Refusal.Code: RefusalCode.NotFound } => NotFound(),
            { Refusal: { Code: RefusalCode.IdempotencyKeyReused } refusal } => await Page(id, new(), refusal, preSale: new() { Quantity = asked.Quantity }),
            {
                Refusal:
                {
                    Code: RefusalCode.Invalid or RefusalCode.SoldOut or RefusalCode.LimitReached or RefusalCode.NotOnSale or RefusalCode.EventCancelled
                    or RefusalCode.Busy or RefusalCode.TooManyRequests
                } refusal
            } => await Page(id, new(), refusal, preSale: asked),
            var other => throw Answers.Unexpected(other.Refusal),
        };
    }

    private async Task<IActionResult> Page(Guid id, PlacesForm asked, Refusal? refusal, IReadOnlyList<HoldItem>? items = null, PreSaleForm? preSale = null)
    {
        switch (await catalogue.Event(id, asked.Code is { Length: > LongestCode } ? null : asked.Code))
        {
            case { Succeeded: true, Value: var page }:
                var model = new EventPageModel(page, asked, await OpenOrder(id), refusal is null ? null : Refusals.Say(refusal), User.Has(Role.User), preSale);
                if (refusal is not null)
                {
                    Response.Mark(refusal);
                    if (preSale is null)
                    {
                        PlacesForm.Mark(ModelState, refusal, items ?? []);
                    }
                    else if (refusal.Names("quantity"))
                    {
                        ModelState.AddModelError("quantity", refusal.Errors[0].Message);
                    }
                }

                return View("Show", model);
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }
    }

    // A courtesy: the list is shown also when this cannot be told right now.
    private async Task<bool?> Follows(Guid? category) => category is null || !User.Has(Role.User) ? null
        : await edge.Read(() => grains.Favourites(User.PersonId()).List()) switch
        {
            { Succeeded: true, Value: var mine } => mine.Any(favourite => favourite.CategoryId == category),
            { Refusal.Code: RefusalCode.Busy } => null,
            var other => throw Answers.Unexpected(other.Refusal),
        };

    // A courtesy: an event is shown also when this cannot be told right now.
    private async Task<Order?> OpenOrder(Guid eventId) => !User.Has(Role.User) ? null
        : await edge.Call(() => grains.Purchases().OpenOrder(User.PersonId(), eventId)) switch
        {
            { Succeeded: true, Value: var order } => order,
            { Refusal.Code: RefusalCode.NotFound or RefusalCode.Busy } => null,
            var other => throw Answers.Unexpected(other.Refusal),
        };
}
