using System.Security.Claims;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>A manager's access and discount codes.</summary>
internal static class CodeEndpoints
{
    public static void MapCodes(this IEndpointRouteBuilder gateway)
    {
        var manager = gateway.MapGroup("").RequireAuthorization(Policies.Manager);
        manager.Get(List, "/events/{eventId:guid}/codes")
            .Says("managers", "List my event's codes", "With how often each is used: open holds and orders with tickets.")
            .Answers<CodesAnswer>()
            .Refuses(RefusalCode.NotFound);
        manager.Post(Keep, "/events/{eventId:guid}/codes")
            .Says("managers", "Add a code to my event", "An access code unlocks hidden ticket types; a discount takes a percentage or an amount off each place. A use is one order.")
            .Answers<CodeAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound);
        manager.Delete(Remove, "/events/{eventId:guid}/codes/{codeId:guid}")
            .Says("managers", "Remove a code of my event", "Nobody can use it any more; orders that did keep what it gave them.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound);
    }

    private static Task<IResult> List(Guid eventId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Event(eventId).Codes(client.Caller()))
            .Answer(codes => Answers.Ok(new CodesAnswer([.. codes.Select(CodeAnswer.Of)])));

    private static Task<IResult> Keep(Guid eventId, Body<CodeBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new KeepCode(key.For("keep-code", body.Value, eventId), client.Caller(), body.Value.Code());
        return edge.Call(() => cluster.Event(eventId).KeepCode(request))
            .Answer(kept => Results.Created($"/events/{eventId}/codes", CodeAnswer.Of(kept)));
    }

    private static Task<IResult> Remove(Guid eventId, Guid codeId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Event(eventId).RemoveCode(new(client.Caller(), codeId)))
            .Answer(_ => Results.NoContent());
}
