using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>An event that will not take place.</summary>
internal sealed partial class EventState
{
    public Result<EventSheet> Cancel(CancelEvent request, DateTimeOffset now)
    {
        if (!IsSeenBy(request.Caller))
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.Caller.PersonId, OperationKind.Cancel, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => first.Sheet!) is { } before)
        {
            return before;
        }

        if (Status == EventStatus.Draft)
        {
            return Refusal.Invalid("eventId", "A draft was never on sale: there is nothing to cancel.");
        }

        if (Status != EventStatus.Cancelled)
        {
            // Before anything else, so that what is released now cannot be had again.
            Record(new Cancelled(now, mark));
            foreach (var held in orders.Values.Where(order => order.Status == OrderStatus.Held).ToList())
            {
                Record(new Released(now, held.OrderId));
            }

            EndPreSaleDue(now);
            EndWaiting(now);
        }

        return Sheet();
    }
}
