using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using EventTicket.Events;
using EventTicket.Purchases;

namespace EventTicket.Web.Gateway;

/// <summary>Wait for what is sold out.</summary>
internal static class WaitingEndpoints
{
    public static void MapWaitingList(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Post(Join, "/booking/waiting-list")
            .Says("tickets", "Join a waiting list", "For a ticket type that is sold out. Places that come free are held for whoever is first, for as long as the manager allows; the offer comes by mail and is an order like any other.")
            .Answers<WaitingPlaceAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound, RefusalCode.PlacesLeft, RefusalCode.WaitingAlready, RefusalCode.NotOnSale, RefusalCode.LimitReached, RefusalCode.EventCancelled);
        user.Get(List, "/booking/waiting-list")
            .Says("tickets", "List my places in waiting lists", "The newest first, at most 100, with what became of each.")
            .Answers<WaitingListAnswer>();
        user.Delete(Leave, "/booking/waiting-list/{waitingId:guid}")
            .Says("tickets", "Leave a waiting list", "And give the offer back, if there is one. Ended already is a success.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound, RefusalCode.PaymentPending);
    }

    private static Task<IResult> Join(Body<WaitBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Queues queues, CancellationToken gone)
    {
        var wanted = body.Value;
        var request = new JoinWaitingList(key.For("join", wanted), client.PersonId(), wanted.TicketTypeId, wanted.Quantity ?? 1);
        return queues.Sale(wanted.EventId, request.PersonId, () => cluster.Event(wanted.EventId).Join(request), gone)
            .Answer(place => Results.Created("/booking/waiting-list", new WaitingPlaceAnswer(place.WaitingId, place.EventId, place.TicketTypeId, place.Quantity, WaitingStatus.Waiting, place.Position)));
    }

    private static Task<IResult> List(ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Read(() => cluster.Purchases().WaitsFor(client.PersonId()))
            .Answer(places => Answers.Ok(new WaitingListAnswer([.. places.Select(WaitingAnswer.Of)])));

    private static Task<IResult> Leave(Guid waitingId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.LeaveWaitingList(client.PersonId(), waitingId))
            .Answer(_ => Results.NoContent());
}

internal sealed record WaitBody(
    [property: Description("the id of an event")] Guid EventId,
    [property: Description("the id of a ticket type of the event that is sold out")] Guid TicketTypeId,
    [property: Description("a whole number from 1 to 1,000,000; 1 without it"), Range(1, 1_000_000)] int? Quantity = null);

internal sealed record WaitingPlaceAnswer(Guid WaitingId, Guid EventId, Guid TicketTypeId, int Quantity, WaitingStatus Status, [property: Description("from 1")] int Position);

internal sealed record WaitingListAnswer(IReadOnlyList<WaitingAnswer> Items);

internal sealed record WaitingAnswer(
    Guid WaitingId,
    Guid EventId,
    string EventTitle,
    Guid TicketTypeId,
    [property: Description("the ticket type's name")] string TicketType,
    int Quantity,
    [property: Description("waiting; offered while a hold is yours; then bought or passed; or left")] WaitingStatus Status,
    [property: Description("from 1 while waiting, else 0")] int Position,
    DateTimeOffset JoinedAt,
    [property: Description("the offer, an order like any other")] Guid? OrderId,
    DateTimeOffset? OfferedUntil)
{
    public static WaitingAnswer Of(Waiting place) => new(
        place.WaitingId, place.Event.EventId, place.Event.Title, place.TicketTypeId, place.TicketType, place.Quantity, place.Status, place.Position, place.JoinedAt,
        place.OrderId, place.OfferedUntil);
}
