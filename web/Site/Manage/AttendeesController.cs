using EventTicket.Events;
using EventTicket.Managers;
using EventTicket.Purchases;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace EventTicket.Web.Site;

/// <summary>Who holds tickets of a manager's event: to look somebody up, to refund, to take along.</summary>
[Authorize(Policies.Manager)]
public sealed class AttendeesController(IGrainFactory grains, Edge edge) : Controller
{
    private const int PageSize = 50;

    [HttpGet("/manage/events/{id:guid}/attendees")]
    public async Task<IActionResult> List(Guid id, string? query, string? cursor)
    {
        var attendees = await edge.Call(() => grains.Attendees().List(User.Caller(), id, query, new PageRequest(PageSize, cursor)));
        return (attendees, await edge.Call(() => grains.Event(id).Read(User.Caller()))) switch
        {
            ({ Succeeded: true, Value: var page }, { Succeeded: true, Value: var sheet }) => View(new AttendeesModel(sheet, page, query ?? "")),
            ({ Refusal.Code: RefusalCode.Invalid }, _) => Redirect($"/manage/events/{id}/attendees"),
            ({ Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }, _) => this.Refused(none),
            (_, { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }) => this.Refused(none),
            var (one, other) => throw Answers.Unexpected(one.Refusal ?? other.Refusal),
        };
    }

    [HttpGet("/manage/events/{id:guid}/attendees.csv")]
    public async Task<IActionResult> File(Guid id)
    {
        switch (await Page(null))
        {
            case { Succeeded: true, Value: var first }:
                await AttendeeFile.Write(HttpContext, id, first, Page);
                return new EmptyResult();
            case { Refusal: { Code: RefusalCode.NotFound or RefusalCode.Busy } none }:
                return this.Refused(none);
            case var other:
                throw Answers.Unexpected(other.Refusal);
        }

        Task<Result<Page<Attendee>>> Page(string? cursor) => edge.Call(() => grains.Attendees().Export(User.Caller(), id, cursor));
    }
}

/// <param name="Query">What was looked for, as typed.</param>
public sealed record AttendeesModel(EventSheet Sheet, Page<Attendee> Page, string Query)
{
    public string Link => $"/manage/events/{Sheet.EventId}/attendees";

    /// <summary>Tickets by order and person: a buyer's are together, and one that was given to somebody else stands under that name.</summary>
    public IEnumerable<IGrouping<(Guid OrderId, string? Email), Attendee>> Orders => Page.Items.GroupBy(attendee => (attendee.OrderId, attendee.Email));

    public string? MoreLink => Page.NextCursor is { } next
        ? Link + QueryString.Create(new Dictionary<string, string?> { ["query"] = Query.Length == 0 ? null : Query, ["cursor"] = next }.Where(part => part.Value is not null))
        : null;

    public string RefundLink(Guid orderId) => $"/manage/events/{Sheet.EventId}/refund?order={OrderNumber.Of(orderId)}";

    public static Availability State(Attendee attendee) => attendee.Status switch
    {
        TicketStatus.Valid => new("many", "Valid"),
        TicketStatus.Used => new("few", "Used at the door"),
        TicketStatus.Frozen => new("few", "Frozen: the buyer’s bank disputes it"),
        TicketStatus.Cancelled => new("none", "Cancelled"),
        TicketStatus.Transferred => new("none", "Transferred"),
        TicketStatus.Revoked => new("none", "Withdrawn: the money could not be taken"),
        var unknown => throw new InvalidOperationException($"A ticket that is {unknown} has no word."),
    };
}
