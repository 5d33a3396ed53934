using System.Collections.Immutable;
using System.ComponentModel;
using System.Security.Claims;
using EventTicket.Payments;

namespace EventTicket.Web.Gateway;

/// <summary>Our books beside the payment provider's.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedger(this IEndpointRouteBuilder gateway)
    {
        var admin = gateway.MapGroup("").RequireAuthorization(Policies.Admin);
        admin.Get(Reconcile, "/admin_management/payments/ledger")
            .Says("admins", "Compare the books", "Compares orders and tickets with the payment provider's record, a part at a time, and names each difference. The books agree when no part has any; go on until there is no nextCursor.")
            .Answers<LedgerAnswer>()
            .Refuses(RefusalCode.PaymentsUnavailable);
    }

    private static Task<IResult> Reconcile(LedgerQuery query, ClaimsPrincipal client, IClusterClient cluster, Edge edge) =>
        edge.Call(() => cluster.Money().Reconcile(new ReconcileLedgers(client.Caller(), query.From, query.To, query.Cursor)))
            .Answer(page => Answers.Ok(LedgerAnswer.Of(page)));
}

internal sealed record LedgerAnswer(
    [property: Description("what differs in this part")] ImmutableArray<LedgerDifferenceAnswer> Differences,
    [property: Description("how many of the provider's payments were compared")] int Payments,
    [property: Description("how many orders with tickets or money were compared")] int Orders,
    [property: Description("null when all is compared")] string? NextCursor)
{
    public static LedgerAnswer Of(LedgerPage page) => new(
        [.. page.Differences.Select(one => new LedgerDifferenceAnswer(one.Kind, one.OrderId, one.PaymentId, one.Detail))], page.Payments, page.Orders, page.NextCursor);
}

internal sealed record LedgerDifferenceAnswer(
    LedgerDifferenceKind Kind,
    Guid? OrderId,
    [property: Description("the provider's id of the payment")] string? PaymentId,
    [property: Description("a sentence with both sides' amounts")] string Detail);
