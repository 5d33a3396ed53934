using System.Security.Claims;
using EventTicket.Door;
using EventTicket.Web.Site;

namespace EventTicket.Web.Gateway;

/// <summary>Let people in, take it back, and give the door to others by a link.</summary>
internal static class DoorEndpoints
{
    public static void MapDoor(this IEndpointRouteBuilder gateway)
    {
        var manager = gateway.MapGroup("").RequireAuthorization(Policies.Manager);
        manager.Post(CheckIn, "/events/{eventId:guid}/check-ins")
            .Says("door", "Check a ticket in", "A code is admitted once, whichever phone asks. A code that is not admitted is an answer, with its reason, not an error. Repeat a scan that got no answer with the same Idempotency-Key.")
            .Answers<CheckInAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Get(Look, "/events/{eventId:guid}/check-ins")
            .Says("door", "See who is in", "How many, and the last ten.")
            .Answers<DoorAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Delete(Undo, "/events/{eventId:guid}/check-ins/{ticketId:guid}")
            .Says("door", "Take a check-in back", "The code opens the door again; both stay in the record. One that is not checked in is a success.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound);
        manager.Post(MakeLink, "/events/{eventId:guid}/door-links")
            .Says("door", "Make a link for the door", "For people without an account: it opens this event's door page and nothing else, until it is revoked or a day after the event. Repeated with the same Idempotency-Key the link gets a new address, because only a hash of the first is kept.")
            .Answers<NewDoorLinkAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound);
        manager.Get(Links, "/events/{eventId:guid}/door-links")
            .Says("door", "List the door's links", "Those that work.")
            .Answers<DoorLinksAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Delete(Revoke, "/events/{eventId:guid}/door-links/{doorLinkId:guid}")
            .Says("door", "Revoke a link", "It opens nothing from then on. Again is a success.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> CheckIn(Guid eventId, Body<CheckInBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new ScanCode(key.For("check-in", body.Value, eventId), DoorKey.Of(client.Caller(), eventId), body.Value.Code, body.Value.Gate);
        return edge.Call(() => cluster.Door().CheckIn(request)).Answer(answer => Answers.Ok(CheckInAnswer.Of(answer)));
    }

    private static Task<IResult> Look(Guid eventId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Door().Look(DoorKey.Of(client.Caller(), eventId))).Answer(view => Answers.Ok(DoorAnswer.Of(view)));

    private static Task<IResult> Undo(Guid eventId, Guid ticketId, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new UndoScan(key.For("undo-check-in", "", eventId, ticketId), DoorKey.Of(client.Caller(), eventId), ticketId);
        return edge.Call(() => cluster.Door().Undo(request)).Answer(_ => Results.NoContent());
    }

    private static Task<IResult> MakeLink(Guid eventId, Body<DoorLinkBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge, SiteSettings settings)
    {
        var request = new MakeDoorLink(key.For("make-door-link", body.Value, eventId), client.Caller(), eventId, body.Value.Name);
        return edge.Call(() => cluster.Door().MakeLink(request)).Answer(made => Answers.Json(
            new NewDoorLinkAnswer(made.Link.LinkId, made.Link.Name, made.Link.MadeAt, DoorPass.Address(settings, made.Token)), StatusCodes.Status201Created));
    }

    private static Task<IResult> Links(Guid eventId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Door().Links(client.Caller(), eventId)).Answer(links => Answers.Ok(new DoorLinksAnswer([.. links.Items.Select(DoorLinkAnswer.Of)])));

    private static Task<IResult> Revoke(Guid eventId, Guid doorLinkId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Door().RevokeLink(client.Caller(), eventId, doorLinkId)).Answer(_ => Results.NoContent());
}
