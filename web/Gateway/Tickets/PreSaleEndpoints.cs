using System.Security.Claims;
using EventTicket.Events;

namespace EventTicket.Web.Gateway;

/// <summary>Book in a pre-sale, look at one's bookings, give them up. A booking is paid as an order: <see cref="HoldEndpoints"/>.</summary>
internal static class PreSaleEndpoints
{
    public static void MapPreSales(this IEndpointRouteBuilder gateway)
    {
        var user = gateway.MapGroup("").RequireAuthorization(Policies.User);
        user.Post(Book, "/booking/pre-sales")
            .Says("tickets", "Book in a pre-sale", "While its window is open. At price 0 the tickets are issued at once; else pay with POST /purchase/tickets and the preSaleId, before payBy.")
            .Answers<BookedAnswer>(StatusCodes.Status201Created)
            .Refuses(RefusalCode.NotFound, RefusalCode.SoldOut, RefusalCode.LimitReached, RefusalCode.NotOnSale, RefusalCode.EventCancelled);
        user.Get(List, "/booking/pre-sales")
            .Says("tickets", "List my pre-sales", "The newest booking first.")
            .Answers<ListAnswer<BookingAnswer>>();
        user.Get(Read, "/booking/pre-sales/{preSaleId:guid}")
            .Says("tickets", "Read one of my pre-sales", "A booking as it stands.")
            .Answers<BookingAnswer>()
            .Refuses(RefusalCode.NotFound);
        user.Delete(Cancel, "/booking/pre-sales/{preSaleId:guid}")
            .Says("tickets", "Cancel one of my pre-sales", "Gives the places back, and what was paid for them. Only while its tickets are unused and the event has not begun. One that has ended already is a success.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound, RefusalCode.PaymentPending, RefusalCode.CannotCancel);
    }

    private static Task<IResult> Book(Body<BookBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Queues queues, CancellationToken gone)
    {
        var request = new BookPreSale(key.For("book", body.Value), client.PersonId(), body.Value.Quantity ?? 1);
        return queues.Sale(body.Value.EventId, request.PersonId, () => cluster.Event(body.Value.EventId).Book(request), gone)
            .Answer(booked => Results.Created($"/booking/pre-sales/{booked.BookingId}", BookedAnswer.Of(booked)));
    }

    private static Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Bookings(client.PersonId(), query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, BookingAnswer.Of)));

    private static Task<IResult> Read(Guid preSaleId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Purchases().Booking(client.PersonId(), preSaleId))
            .Answer(booking => Answers.Ok(BookingAnswer.Of(booking)));

    private static Task<IResult> Cancel(Guid preSaleId, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.CancelBooking(client.PersonId(), preSaleId))
            .Answer(_ => Results.NoContent());
}
