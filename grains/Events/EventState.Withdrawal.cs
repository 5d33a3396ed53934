using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>An event that an admin has taken off sale, for a while.</summary>
internal sealed partial class EventState
{
    /// <summary>Since when; null when it is not withdrawn.</summary>
    public DateTimeOffset? WithdrawnAt { get; private set; }

    public Result<EventSheet> Withdraw(WithdrawEvent request, DateTimeOffset now)
    {
        var mark = new OperationMark(request.Caller.PersonId, OperationKind.Withdraw, request.Operation.Key, request.Operation.Fingerprint);
        if (Answered(request.Caller, mark) is { } answer)
        {
            return answer;
        }

        if (Status == EventStatus.Draft)
        {
            return Refusal.Invalid("eventId", "A draft was never on sale: there is nothing to withdraw.");
        }

        if (WithdrawnAt is null)
        {
            // Before anything else, so that what is released now cannot be had again. Who is paying already comes to an end.
            Record(new Withdrawn(now, mark) { Reason = request.Reason });
            foreach (var held in orders.Values.Where(order => order.Status == OrderStatus.Held).ToList())
            {
                Record(new Released(now, held.OrderId));
            }
        }

        return Sheet();
    }

    public Result<EventSheet> Restore(RestoreEvent request, DateTimeOffset now)
    {
        var mark = new OperationMark(request.Caller.PersonId, OperationKind.Restore, request.Operation.Key, request.Operation.Fingerprint);
        if (Answered(request.Caller, mark) is { } answer)
        {
            return answer;
        }

        if (WithdrawnAt is not null)
        {
            Record(new Restored(now, mark));
        }

        return Sheet();
    }

    /// <summary>What stands in the way of an admin's request, or its first answer; null when it is to be decided.</summary>
    private Result<EventSheet>? Answered(Caller caller, OperationMark mark)
    {
        if (!Exists || caller.Role != Role.Admin)
        {
            return Refusal.NotFound;
        }

        if (Repeated(mark, first => first.Sheet!) is { } before)
        {
            return before;
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        return null;
    }
}
