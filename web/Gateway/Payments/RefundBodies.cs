using System.ComponentModel;
using EventTicket.Events;
using EventTicket.Payments;

namespace EventTicket.Web.Gateway;

internal sealed record RefundBody(
    [property: Description("ids of tickets of the order; without them all that are left")] IReadOnlyList<Guid>? TicketIds = null,
    [property: Description("true to refund tickets that were used, too")] bool? IncludeUsed = null,
    [property: Description("your reason, at most 500 characters; kept with the refund")] string? Reason = null);

internal sealed record RefundAnswer(
    Guid RefundId,
    Guid OrderId,
    [property: Description("what goes back; less than the tickets cost when some of it has gone back before")] Money Amount,
    [property: Description("the tickets that ended")] IReadOnlyList<Guid> TicketIds)
{
    public static RefundAnswer Of(RefundDecision decision) => new(decision.RefundId, decision.OrderId, decision.Amount, decision.Tickets);
}

internal sealed record CancellationAnswer(
    Guid EventId,
    [property: Description("orders that had tickets")] int Orders,
    [property: Description("of those, whose refund is decided; the money follows")] int OrdersRefunded,
    RefundCounts Refunds,
    DateTimeOffset StartedAt,
    [property: Description("when the last order's refund was decided; null before")] DateTimeOffset? FinishedAt)
{
    public static CancellationAnswer Of(CancellationProgress progress) => new(progress.EventId, progress.Orders, progress.OrdersRefunded,
        new(progress.UnderWay, progress.Succeeded, progress.Owed), progress.StartedAt, progress.FinishedAt);
}

internal sealed record RefundCounts(
    [property: Description("the provider has not finished them")] int UnderWay,
    int Succeeded,
    [property: Description("they failed and stand on the admins' list until they are settled")] int Owed);
