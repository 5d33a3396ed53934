using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Places that come free go to those who wait for them, in order, before anybody else is asked.</summary>
internal sealed partial class EventState
{
    private readonly Dictionary<Guid, WaitingState> waiting = [];
    private readonly Dictionary<Guid, List<WaitingState>> queues = [];
    private readonly Queue<(DateTimeOffset At, Guid WaitingId)> servedByAge = [];

    public WaitingState? Waiting(Guid waitingId) => waiting.GetValueOrDefault(waitingId);

    public Result<WaitingPlace> Join(JoinWaitingList request, DateTimeOffset now)
    {
        if (Definition is null || Status == EventStatus.Draft)
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.PersonId, OperationKind.Join, request.Operation.Key, request.Operation.Fingerprint);
        if (Repeated(mark, first => PlaceOf(waiting[first.OrderId])) is { } before)
        {
            return before;
        }

        if (!types.TryGetValue(request.TicketTypeId, out var type) || type.Type.Hidden)
        {
            return Refusal.Invalid("ticketTypeId", "Not a ticket type of this event.");
        }

        if (request.Quantity < 1)
        {
            return Refusal.Invalid("quantity", "A whole number of at least 1.");
        }

        if (Status == EventStatus.Cancelled)
        {
            return Refusal.EventCancelled;
        }

        if (Closed is not null || WithdrawnAt is not null || now >= Definition.EndsAt || !type.IsOnSale(now, Definition.EndsAt))
        {
            return Refusal.NotOnSale;
        }

        if (QueueOf(request.TicketTypeId).Any(other => other.PersonId == request.PersonId))
        {
            return new Refusal(RefusalCode.WaitingAlready);
        }

        if (ExceedsLimits(request.PersonId, [new(request.TicketTypeId, request.Quantity)], null))
        {
            return Refusal.LimitReached;
        }

        if (request.Quantity > type.Type.Capacity)
        {
            return Refusal.Invalid("quantity", $"At most {type.Type.Capacity}: there are no more places of this type.");
        }

        if (type.Free >= request.Quantity)
        {
            return new Refusal(RefusalCode.PlacesLeft);
        }

        var joined = new Joined(now, Guid.CreateVersion7(now), request.PersonId, request.TicketTypeId, request.Quantity, mark);
        Record(joined);
        return PlaceOf(waiting[joined.WaitingId]);
    }

    /// <summary>Gives the place in the list up, and the offer with it. Ended already is a success.</summary>
    public Result<Done> Leave(LeaveWaitingList request, DateTimeOffset now)
    {
        if (!waiting.TryGetValue(request.WaitingId, out var place) || place.PersonId != request.PersonId)
        {
            return Refusal.NotFound;
        }

        switch (place.Status)
        {
            case WaitingStatus.Waiting:
                Record(new LeftList(now, place.WaitingId, Passed: false));
                return Done.It;
            case WaitingStatus.Offered:
                return Release(new ReleaseHold(place.OrderId!.Value, request.PersonId), now);
            default:
                return Done.It;
        }
    }

    /// <summary>Offers what is free to the first who waits and whose wish it fits. Called before a decision and after it, so that nobody comes between.</summary>
    public void ServeWaiting(DateTimeOffset now)
    {
        if (queues.Count == 0 || Status != EventStatus.Published || Closed is not null || WithdrawnAt is not null)
        {
            return;
        }

        foreach (var type in types.Values.Where(type => type.Free > 0 && type.IsOnSale(now, Definition!.EndsAt)).ToList())
        {
            while (QueueOf(type.Type.TicketTypeId).FirstOrDefault(place => place.Places <= type.Free) is { } next)
            {
                Record(ExceedsLimits(next.PersonId, [new(next.TypeId, next.Places)], null) ? new LeftList(now, next.WaitingId, Passed: true) : Offer(next, type.Type, now));
            }
        }
    }

    /// <summary>The event does not take place: nobody waits for it any more.</summary>
    private void EndWaiting(DateTimeOffset now)
    {
        foreach (var place in queues.Values.SelectMany(queue => queue).ToList())
        {
            Record(new LeftList(now, place.WaitingId, Passed: true));
        }
    }

    // As long as the manager allows, and no longer than the sale.
    private Held Offer(WaitingState next, TicketType type, DateTimeOffset now)
    {
        var (until, closes) = (now.AddHours(Definition!.OfferHours), type.SalesEndsAt ?? Definition.EndsAt);
        return new Held(now, Guid.CreateVersion7(now), next.PersonId, [Priced(new HoldItem(next.TypeId, next.Places), [])], until < closes ? until : closes, null)
        {
            WaitingId = next.WaitingId,
        };
    }

    private void Apply(WaitingFact fact)
    {
        switch (fact)
        {
            case Joined joined:
                if (!queues.TryGetValue(joined.TypeId, out var queue))
                {
                    queues.Add(joined.TypeId, queue = []);
                }

                queue.Add(new WaitingState(joined, queue.Count + 1, LastSeq));
                waiting.Add(joined.WaitingId, queue[^1]);
                break;
            case LeftList left:
                Unqueue(waiting[left.WaitingId]);
                EndWaiting(waiting[left.WaitingId], left.Passed ? WaitingStatus.Passed : WaitingStatus.Left, left.At);
                break;
        }
    }

    /// <summary>The order is an offer, or has become of one what its status says.</summary>
    private void FollowOffer(OrderState order, WaitingStatus status, DateTimeOffset at)
    {
        if (order.WaitingId is not { } id || !waiting.TryGetValue(id, out var place))
        {
            return;
        }

        if (status == WaitingStatus.Offered)
        {
            Unqueue(place);
            (place.Status, place.OrderId) = (status, order.OrderId);
        }
        else
        {
            EndWaiting(place, status, at);
        }
    }

    private void EndWaiting(WaitingState place, WaitingStatus status, DateTimeOffset at)
    {
        place.Status = status;
        servedByAge.Enqueue((at, place.WaitingId));
    }

    private void Unqueue(WaitingState place)
    {
        var queue = queues[place.TypeId];
        queue.Remove(place);
        if (queue.Count == 0)
        {
            queues.Remove(place.TypeId);
        }
    }

    private void ForgetServed(DateTimeOffset before)
    {
        while (servedByAge.TryPeek(out var oldest) && oldest.At < before)
        {
            servedByAge.Dequeue();
            waiting.Remove(oldest.WaitingId);
        }
    }

    private List<WaitingState> QueueOf(Guid typeId) => queues.GetValueOrDefault(typeId) ?? [];

    private WaitingPlace PlaceOf(WaitingState place) =>
        new(place.WaitingId, EventId, place.TypeId, place.Places, place.Position);
}
