using System.Collections.Immutable;
using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Money that goes back. Decided here, once; giving it back follows and decides nothing.</summary>
internal sealed partial class EventState
{
    private const int LongestReason = 500;

    public Result<RefundDecision> Refund(RefundTickets request, DateTimeOffset now)
    {
        if (!IsSeenBy(request.Caller) || !orders.TryGetValue(request.OrderId, out var order) || !order.HasTickets)
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.Caller.PersonId, OperationKind.Refund, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => first.Refund!) is { } before)
        {
            return before;
        }

        if (request.Reason?.Length > LongestReason)
        {
            return Refusal.Invalid("reason", $"At most {LongestReason} characters.");
        }

        var chosen = RefundRules.Choose(order.Tickets, request.TicketIds, request.IncludeUsed);
        if (!chosen.Succeeded)
        {
            return chosen.As<RefundDecision>();
        }

        return Closed is not null ? Refusal.Busy : GiveBack(order, chosen.Value, RefundCause.Asked, mark, request.Reason, now);
    }

    /// <summary>The event was cancelled: what is left of the order is refunded. Nothing left is a success.</summary>
    public Result<Done> RefundCancelled(Guid orderId, DateTimeOffset now)
    {
        if (Status != EventStatus.Cancelled || !orders.TryGetValue(orderId, out var order))
        {
            return Refusal.NotFound;
        }

        if (Closed is not null)
        {
            return Refusal.Busy;
        }

        if (RefundRules.Choose(order.Tickets, [], includeUsed: true) is { Succeeded: true } left)
        {
            GiveBack(order, left.Value, RefundCause.EventCancelled, null, null, now);
        }

        return Done.It;
    }

    /// <summary>Money was given back in the provider's dashboard: when nothing is left of it, the unused tickets end.</summary>
    public Result<Done> RefundedOutside(MoneyGone gone, DateTimeOffset now) => Account(gone, RefundCause.External, now);

    /// <summary>The buyer's bank disputes the payment, or has decided: open freezes the unused tickets, won thaws them, lost ends them.</summary>
    public Result<Done> Dispute(MoneyGone disputed, DisputeOutcome outcome, DateTimeOffset now)
    {
        if (!orders.TryGetValue(disputed.OrderId, out var order) || !order.HasTickets)
        {
            return Refusal.NotFound;
        }

        if (outcome == DisputeOutcome.Lost)
        {
            return Account(disputed, RefundCause.DisputeLost, now);
        }

        var known = order.Accounted.Contains(disputed.ProviderId);
        if (outcome == DisputeOutcome.Open && !known && order.FrozenBy is null)
        {
            Record(new Frozen(now, order.OrderId, disputed.ProviderId));
        }
        else if (outcome == DisputeOutcome.Won && order.FrozenBy == disputed.ProviderId)
        {
            Record(new Thawed(now, order.OrderId, disputed.ProviderId));
            if (Status == EventStatus.Cancelled)
            {
                return RefundCancelled(order.OrderId, now);
            }
        }

        return Done.It;
    }

    private Result<Done> Account(MoneyGone gone, RefundCause cause, DateTimeOffset now)
    {
        if (!orders.TryGetValue(gone.OrderId, out var order) || !order.HasTickets)
        {
            return Refusal.NotFound;
        }

        if (order.Accounted.Contains(gone.ProviderId))
        {
            return Done.It;
        }

        if (Closed is not null)
        {
            return Refusal.Busy;
        }

        var nothingLeft = cause == RefundCause.DisputeLost || order.GivenBack + gone.Amount >= order.Total.Amount;
        ImmutableArray<Guid> ended = nothingLeft ? [.. order.Tickets.Where(ticket => ticket.IsUnused).Select(ticket => ticket.TicketId)] : [];
        Record(new Refunded(now, order.OrderId, Guid.CreateVersion7(now), ended, gone.Amount, cause, gone.ProviderId, null));
        return Done.It;
    }

    /// <summary>Never more than is left of what the order cost.</summary>
    private RefundDecision GiveBack(OrderState order, ImmutableArray<TicketState> tickets, RefundCause cause, OperationMark? mark, string? reason, DateTimeOffset now)
    {
        var left = Math.Max(0, order.Total.Amount - order.GivenBack);
        var amount = Math.Min(left, tickets.Sum(ticket => order.PriceOf(ticket.TypeId)));
        var refunded = new Refunded(now, order.OrderId, Guid.CreateVersion7(now), [.. tickets.Select(ticket => ticket.TicketId)], amount, cause, null, mark) { Reason = reason };
        Record(refunded);
        return Answer(refunded);
    }

    private RefundDecision Answer(Refunded refunded) =>
        new(refunded.RefundId, refunded.OrderId, refunded.Tickets, new Money(refunded.Amount, orders[refunded.OrderId].Total.Currency));
}
