using System.Security.Claims;
using EventTicket.Managers;

namespace EventTicket.Web.Gateway;

/// <summary>Who holds tickets of a manager's event, how it has sold, and mail to all of them.</summary>
internal static class AttendeeEndpoints
{
    public static void MapAttendees(this IEndpointRouteBuilder gateway)
    {
        var manager = gateway.MapGroup("").RequireAuthorization(Policies.Manager);
        manager.Get(List, "/events/{eventId:guid}/attendees")
            .Says("managers", "List who holds tickets of my event", "The newest orders first. Finds words of a name, parts of an address, an order's number or a ticket's code; codes themselves are not shown.")
            .Answers<ListAnswer<AttendeeAnswer>>()
            .Refuses(RefusalCode.NotFound);
        manager.Get(File, "/events/{eventId:guid}/attendees.csv")
            .Says("managers", "Download who holds tickets of my event", "All of them, as CSV in UTF-8; what a spreadsheet would take for a formula is escaped.")
            .AnswersFile("text/csv")
            .Refuses(RefusalCode.NotFound);
        manager.Get(Sales, "/events/{eventId:guid}/sales")
            .Says("managers", "Read how my event has sold", "Tickets by step of time and ticket type; steps in which nothing was sold are left out.")
            .Answers<SalesAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Post(Write, "/events/{eventId:guid}/mails")
            .Says("managers", "Write to everybody with a ticket of my event", "Everybody who holds a valid ticket or has used one gets one mail. Five a day for an event.")
            .Answers<WrittenMailAnswer>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.NotFound, RefusalCode.TooManyRequests);
        manager.Get(Written, "/events/{eventId:guid}/mails")
            .Says("managers", "List what I wrote to everybody with a ticket", "The last ten, the newest first.")
            .Answers<WrittenMailsAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Post(Duplicate, "/events/{eventId:guid}/duplicate")
            .Says("managers", "Duplicate my event", "A new draft with everything of the old one, all its times moved along with its beginning.")
            .Answers<EventSheetAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> List(Guid eventId, FindQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Attendees().List(client.Caller(), eventId, query.Query, query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, AttendeeAnswer.Of)));

    private static async Task<IResult> File(Guid eventId, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var first = await Page(null);
        if (!first.Succeeded)
        {
            return Answers.Problem(first.Refusal);
        }

        await AttendeeFile.Write(context, eventId, first.Value, Page);
        return Results.Empty;

        Task<Result<Page<Attendee>>> Page(string? cursor) => edge.Call(() => cluster.Attendees().Export(client.Caller(), eventId, cursor));
    }

    private static Task<IResult> Sales(Guid eventId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Attendees().Sales(client.Caller(), eventId)).Answer(history => Answers.Ok(SalesAnswer.Of(history)));

    private static Task<IResult> Write(Guid eventId, Body<MailBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new WriteToAttendees(key.For("write-to-attendees", body.Value, eventId), client.Caller(), eventId, body.Value.Subject, body.Value.Text);
        return edge.Call(() => cluster.Attendees().Write(request))
            .Answer(mail => Answers.Json(new WrittenMailAnswer(mail.MailId, mail.Subject, mail.WrittenAt), StatusCodes.Status202Accepted));
    }

    private static Task<IResult> Written(Guid eventId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Attendees().Written(client.Caller(), eventId)).Answer(mails => Answers.Ok(WrittenMailsAnswer.Of(mails.Items)));

    private static Task<IResult> Duplicate(Guid eventId, Body<DuplicateBody> body, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(async () =>
        {
            var sheet = await cluster.Event(eventId).Read(client.Caller());
            return sheet.Succeeded
                ? await cluster.Manager(client.PersonId()).InsertEvent(new(
                    key.For("duplicate-event", body.Value, eventId), client.Caller(), EventCopy.Of(sheet.Value.Definition, body.Value.StartsAt, body.Value.Title), Publish: false))
                : sheet;
        }).Answer(sheet => Results.Created($"/events/{sheet.EventId}", EventEndpoints.Tagged(context, sheet)));
}
