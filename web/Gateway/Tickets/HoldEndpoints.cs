using System.Security.Claims;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>Hold places, look at the order, give the places back.</summary>
internal static class HoldEndpoints
{
    public static void MapHolds(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Post(Hold, "/purchase/tickets", "/purchase/ticket")
            .Says("tickets", "Hold places", "Takes places out of stock while you pay: all items, or none. A new request for the same event replaces your open hold and keeps its expiry. With a preSaleId, the places of that booking, to be paid.")
            .Answers<OrderAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound, RefusalCode.SoldOut, RefusalCode.LimitReached, RefusalCode.NotOnSale, RefusalCode.PaymentPending, RefusalCode.EventCancelled,
                RefusalCode.HoldEnded, RefusalCode.AlreadyPaid, RefusalCode.CodeUnknown, RefusalCode.CodeNotYet, RefusalCode.CodeExpired, RefusalCode.CodeUsedUp,
                RefusalCode.CodeNotForThese, RefusalCode.TooManyRequests, RefusalCode.Busy);
        user.Get(Read, "/purchase/orders/{orderId:guid}")
            .Says("tickets", "Read an order", "With its tickets, once they are issued.")
            .Answers<OrderAnswer>()
            .Refuses(RefusalCode.NotFound);
        user.Delete(Release, "/purchase/orders/{orderId:guid}")
            .Says("tickets", "Release a hold", "Gives the places back. A hold that has ended already is a success.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound, RefusalCode.PaymentPending, RefusalCode.AlreadyPaid);
    }

    private static Task<IResult> Hold(Body<HoldBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge, Queues queues, CancellationToken gone)
    {
        var wanted = body.Value;
        if (wanted.Check() is { } invalid)
        {
            return Task.FromResult(Answers.Problem(invalid));
        }

        var operation = key.For("hold", wanted);
        var person = client.PersonId();
        var request = new HoldTickets(operation, person, [.. (wanted.Items ?? []).Select(item => new HoldItem(item.TicketTypeId, item.Quantity))], [.. wanted.Codes ?? []]);
        var held = wanted.PreSaleId is { } booking
            ? edge.Call(() => cluster.HoldBooking(person, booking, operation))
            : queues.Hold(wanted.EventId!.Value, request, gone);
        return held.Answer(hold => Results.Created($"/purchase/orders/{hold.OrderId}", OrderAnswer.Of(hold)));
    }

    private static Task<IResult> Read(Guid orderId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Order(client.PersonId(), orderId))
            .Answer(order => Answers.Ok(OrderAnswer.Of(order)));

    private static Task<IResult> Release(Guid orderId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Payment(orderId).Release(client.PersonId()))
            .Answer(_ => Results.NoContent());
}
