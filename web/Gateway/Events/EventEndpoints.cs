using System.Security.Claims;
using System.Text.Json.Nodes;
using EventTicket.Events;
using EventTicket.Managers;

namespace EventTicket.Web.Gateway;

/// <summary>What a manager does with events.</summary>
internal static class EventEndpoints
{
    public static void MapEvents(this IEndpointRouteBuilder gateway)
    {
        var manager = gateway.MapGroup("").RequireAuthorization(Policies.Manager);
        manager.Post(Insert, "/events", "/event_proposal/events")
            .Says("managers", "Insert an event", "As a draft, or published at once.")
            .Answers<EventSheetAnswer>(StatusCodes.Status201Created);
        manager.Get(List, "/events", "/event_proposal/events")
            .Says("managers", "List my events", "The newest first, with the places of all ticket types together.")
            .Answers<ListAnswer<ProposedEventAnswer>>();
        manager.Get(Read, "/events/{eventId:guid}")
            .Says("managers", "Read my event", "With its stock. The ETag is its version.")
            .Answers<EventSheetAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Patch(Change, "/events/{eventId:guid}")
            .Says("managers", "Change my event", "Replaces the fields that are given. Ticket types are changed by their ticketTypeId; one without it is added, one that is not named stays.")
            .Answers<EventSheetAnswer>()
            .Refuses(RefusalCode.NotFound, RefusalCode.EventCancelled);
        manager.Post(Publish, "/events/{eventId:guid}/publish")
            .Says("managers", "Publish my event", "Opens it to the public. Again is a success.")
            .Answers<EventSheetAnswer>()
            .Refuses(RefusalCode.NotFound, RefusalCode.EventCancelled);
        manager.Post(Cancel, "/events/{eventId:guid}/cancel")
            .Says("managers", "Cancel my event", "Ends its sale at once and refunds every order by and by. Again is a success.")
            .Answers<EventSheetAnswer>()
            .Refuses(RefusalCode.Invalid, RefusalCode.NotFound);
        manager.Get(Cancellation, "/events/{eventId:guid}/cancellation")
            .Says("managers", "Read how far the refunds of my cancelled event are", "Orders whose refund is decided, and how many of the refunds the provider has made.")
            .Answers<CancellationAnswer>()
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> Insert(Body<EventBody> body, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        if (body.Value.CheckNew() is { } invalid)
        {
            return Task.FromResult(Answers.Problem(invalid));
        }

        var caller = client.Caller();
        var request = new InsertEvent(key.For("insert-event", body.Value), caller, body.Value.Definition(), body.Value.Publish ?? false);
        return edge.Call(() => cluster.Manager(caller.PersonId).InsertEvent(request))
            .Answer(sheet => Results.Created($"/events/{sheet.EventId}", Tagged(context, sheet)));
    }

    private static Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Manager(client.PersonId()).Events(query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, ProposedEventAnswer.Of)));

    private static Task<IResult> Read(Guid eventId, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Event(eventId).Read(client.Caller()))
            .Answer(sheet => Answers.Ok(Tagged(context, sheet) with { Stock = [.. sheet.Stock.Select(StockAnswer.Of)] }));

    private static Task<IResult> Change(
        Guid eventId, Body<JsonObject> patch, IfMatch match, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var change = new EventChange(cluster.Event(eventId), key.For("change-event", patch.Value, eventId), client.Caller(), patch.Value, match.Version);
        return edge.Call(change.Apply).Answer(sheet => Answers.Ok(Tagged(context, sheet)));
    }

    private static Task<IResult> Publish(Guid eventId, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new PublishEvent(key.For("publish-event", "", eventId), client.Caller());
        return edge.Call(() => cluster.Event(eventId).Publish(request))
            .Answer(sheet => Answers.Ok(Tagged(context, sheet)));
    }

    private static Task<IResult> Cancel(Guid eventId, IdempotencyKey key, HttpContext context, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new CancelEvent(key.For("cancel-event", "", eventId), client.Caller());
        return edge.Call(() => cluster.Event(eventId).Cancel(request))
            .Answer(sheet => Answers.Ok(Tagged(context, sheet)));
    }

    private static Task<IResult> Cancellation(Guid eventId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Money().Cancellation(client.Caller(), eventId))
            .Answer(progress => Answers.Ok(CancellationAnswer.Of(progress)));

    internal static EventSheetAnswer Tagged(HttpContext context, EventSheet sheet)
    {
        context.Response.Headers.ETag = IfMatch.Tag(sheet.Version);
        return EventSheetAnswer.Of(sheet);
    }
}
