using System.Security.Claims;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>Give money back.</summary>
internal static class RefundEndpoints
{
    public static void MapRefunds(this IEndpointRouteBuilder gateway) =>
        gateway.Post(Refund, "/events/{eventId:guid}/orders/{orderId:guid}/refund")
            .Says("managers", "Refund an order of my event", "All tickets that are left, or those that are named. They end at once and their places go back on sale; the money follows by itself.")
            .Answers<RefundAnswer>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.NotFound)
            .RequireAuthorization(Policies.Manager);

    private static Task<IResult> Refund(
        Guid eventId, Guid orderId, Body<RefundBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var (ticketIds, includeUsed, reason) = body.Value;
        if (ticketIds is { Count: 0 })
        {
            // Not all of them: who names none by mistake must not end every ticket.
            return Task.FromResult(Answers.Problem(Refusal.Invalid("ticketIds", "Must name at least one ticket, or be left out for all that are left.")));
        }

        var request = new RefundTickets(key.For("refund", body.Value, eventId, orderId), client.Caller(), orderId, [.. ticketIds ?? []], includeUsed ?? false, reason);
        return edge.Call(() => cluster.Event(eventId).Refund(request))
            .Answer(decision => Answers.Json(RefundAnswer.Of(decision), StatusCodes.Status202Accepted));
    }
}
