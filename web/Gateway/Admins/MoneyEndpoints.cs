using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Payments;

namespace EventTicket.Web.Gateway;

/// <summary>What money needs a person for.</summary>
internal static class MoneyEndpoints
{
    public static void MapMoney(this IEndpointRouteBuilder gateway)
    {
        gateway.Get(List, "/admin_management/payments/matters")
            .Says("admins", "Money that needs a person", "Refunds that failed, money that could never be taken, amounts that differ, disputes; the oldest first.")
            .Answers<ListAnswer<MatterAnswer>>()
            .RequireAuthorization(Policies.Admin);
        gateway.Post(TryAgain, "/admin_management/payments/matters/{matterId:guid}/try_again")
            .Says("admins", "Ask the provider once more", "A failed refund is tried again with a new key; anything else is looked at again.")
            .Produces(StatusCodes.Status202Accepted)
            .Refuses(RefusalCode.NotFound)
            .RequireAuthorization(Policies.Admin);
        gateway.Post(Settle, "/admin_management/payments/matters/{matterId:guid}/settle")
            .Says("admins", "Note how it was settled", "A person has settled it another way; the note stays in the record of actions.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(RefusalCode.NotFound)
            .RequireAuthorization(Policies.Admin);
    }

    private static Task<IResult> List(PageQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Money().Matters(client.Caller(), query.Page))
            .Answer(page => Answers.Ok(ListAnswer.Of(page, MatterAnswer.Of)));

    // Both are the same however often they are asked for, so the key has nothing to remember.
    private static Task<IResult> TryAgain(Guid matterId, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Money().TryAgain(client.Caller(), matterId))
            .Answer(_ => Results.StatusCode(StatusCodes.Status202Accepted));

    private static Task<IResult> Settle(Guid matterId, Body<SettleBody> body, IdempotencyKey key, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Money().Settle(new SettleMatter(client.Caller(), matterId, body.Value.Note)))
            .Answer(_ => Results.NoContent());
}

internal sealed record SettleBody([property: Description("a text of 1 to 500 characters that says how")] string Note);

internal sealed record MatterAnswer(
    Guid MatterId, PaymentMatterKind Kind, string Reference, Guid EventId, Guid OrderId, Money Amount, string? Detail, DateTimeOffset FoundAt)
{
    public static MatterAnswer Of(PaymentMatter matter) => new(
        matter.MatterId, matter.Kind, matter.Reference, matter.EventId, matter.OrderId, matter.Amount, matter.Detail, matter.FoundAt);
}
