using System.Security.Claims;
using EventTicket.Payments;

namespace EventTicket.Web.Gateway;

/// <summary>Pay an order.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder gateway) =>
        gateway.Post(Pay, "/payment/process", "/payment_gateway/pay")
            .Says("tickets", "Pay an order", "With a paymentMethod the card is charged at once; without one, or when the bank wants to see the buyer, the answer holds the page to send them to.")
            .Answers<PaidAnswer>()
            .Answers<PaymentOpenAnswer>(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.CardDeclined, RefusalCode.NotFound, RefusalCode.HoldEnded, RefusalCode.PaymentPending, RefusalCode.AlreadyPaid, RefusalCode.EventCancelled, RefusalCode.PaymentsUnavailable, RefusalCode.TooManyRequests, RefusalCode.Busy)
            .RequireAuthorization(Policies.User);

    private static Task<IResult> Pay(Body<PayBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Queues queues, OrderPages pages, CancellationToken gone)
    {
        var (orderId, paymentMethod) = body.Value;
        var request = new PayOrder(key.For("pay", body.Value), client.PersonId(), paymentMethod, pages.Return(orderId), pages.Cancelled(orderId));
        return queues.Payment(request.PersonId, () => cluster.Payment(orderId).Pay(request), gone).Answer(answer => answer.Progress switch
        {
            PaymentProgress.Paid => Answers.Ok(PaidAnswer.Of(answer)),
            PaymentProgress.RequiresAction => Open(answer, answer.Url ?? pages.Of(orderId)),
            PaymentProgress.Processing => Open(answer, pages.Of(orderId)),
            PaymentProgress.NotPaid when answer.Declined is { } reason => Answers.Problem(new Refusal(RefusalCode.CardDeclined, Detail: reason)),
            PaymentProgress.NotPaid or PaymentProgress.TurnedAway => Answers.Problem(Refusal.HoldEnded),
            _ => throw new InvalidOperationException($"A payment does not answer {answer.Progress}."),
        });
    }

    private static IResult Open(PaymentAnswer answer, string url) =>
        Answers.Json(new PaymentOpenAnswer(answer.OrderId, answer.Progress, url), StatusCodes.Status202Accepted);
}
