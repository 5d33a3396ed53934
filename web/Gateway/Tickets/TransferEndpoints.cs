using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using EventTicket.Purchases;

namespace EventTicket.Web.Gateway;

/// <summary>Give a ticket to somebody else, and take one that was given.</summary>
internal static class TransferEndpoints
{
    public static void MapTransfers(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Post(Offer, "/purchase/tickets/{ticketId:guid}/transfer")
            .Says("tickets", "Give a ticket to somebody", "Mails an offer to the address, with the same answer whether or not it has an account. The ticket stays yours until whoever has that address, confirmed, takes it; then its code dies and they get a new one.")
            .Answers<OfferAnswer>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.NotFound, RefusalCode.TooManyRequests);
        user.Get(Open, "/purchase/tickets/{ticketId:guid}/transfer")
            .Says("tickets", "Read a ticket's open offer", "To whom it is offered.")
            .Answers<OfferAnswer>()
            .Refuses(RefusalCode.NotFound);
        user.Delete(Withdraw, "/purchase/tickets/{ticketId:guid}/transfer")
            .Says("tickets", "Take an offer back", "The ticket stays yours. None is a success.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound);
        user.Get(Offered, "/purchase/transfers/{offerId:guid}")
            .Says("tickets", "Read what is offered to me", "For whoever has the address it was offered to.")
            .Answers<OfferedAnswer>()
            .Refuses(RefusalCode.NotFound);
        user.Post(Take, "/purchase/transfers/{offerId:guid}/take")
            .Says("tickets", "Take a ticket that is offered to me", "It counts against your limits. Your address must be confirmed. Again is a success.")
            .Answers<TakenAnswer>()
            .Refuses(RefusalCode.Invalid, RefusalCode.NotFound, RefusalCode.Forbidden, RefusalCode.LimitReached, RefusalCode.EventCancelled);
    }

    private static Task<IResult> Offer(Guid ticketId, Body<TransferBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge)
    {
        var request = new OfferTicket(key.For("transfer", body.Value, ticketId), client.PersonId(), ticketId, body.Value.Email);
        return edge.Call(() => cluster.Transfers().Offer(request)).Answer(offer => Answers.Json(OfferAnswer.Of(offer), StatusCodes.Status202Accepted));
    }

    private static Task<IResult> Open(Guid ticketId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Transfers().OfferOf(client.PersonId(), ticketId)).Answer(offer => Answers.Ok(OfferAnswer.Of(offer)));

    private static Task<IResult> Withdraw(Guid ticketId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Transfers().Withdraw(client.PersonId(), ticketId)).Answer(_ => Results.NoContent());

    private static Task<IResult> Offered(Guid offerId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Transfers().Offered(client.PersonId(), offerId)).Answer(offered => Answers.Ok(OfferedAnswer.Of(offered)));

    private static Task<IResult> Take(Guid offerId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Transfers().Take(client.PersonId(), offerId)).Answer(taken => Answers.Ok(new TakenAnswer(taken.TicketId)));
}

internal sealed record TransferBody([property: Description("an e-mail address, at most 254 characters"), StringLength(254, MinimumLength = 1)] string Email);

internal sealed record OfferAnswer(Guid OfferId, Guid TicketId, [property: Description("as it is compared")] string Email, DateTimeOffset OfferedAt)
{
    public static OfferAnswer Of(TicketOffer offer) => new(offer.OfferId, offer.TicketId, offer.Email, offer.MadeAt);
}

internal sealed record OfferedAnswer(
    Guid OfferId,
    Guid EventId,
    string EventTitle,
    string TicketType,
    DateTimeOffset StartsAt,
    [property: Description("the giver's name; null while their own address is not confirmed")] string? From,
    [property: Description("false: confirm your address first")] bool CanTake,
    [property: Description("your new ticket, once you took it")] Guid? TicketId)
{
    public static OfferedAnswer Of(OfferedTicket offered) => new(
        offered.OfferId, offered.Event.EventId, offered.Event.Title, offered.TicketType, offered.Event.StartsAt, offered.Giver, offered.Confirmed && offered.Taken is null, offered.Taken);
}

internal sealed record TakenAnswer([property: Description("the new ticket; its code is in the list of your tickets")] Guid TicketId);
