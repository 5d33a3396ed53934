namespace EventTicket.Events;

/// <summary>What was asked before is answered as before.</summary>
internal sealed partial class EventState
{
    /// <param name="OrderId">Or the booking, of a request to book; or the code, or the place in the waiting list.</param>
    /// <param name="Sheet">The answer to a change of the definition, as it was given.</param>
    /// <param name="Refund">The answer to a refund, as it was given.</param>
    private sealed record Outcome(DateTimeOffset At, string Fingerprint, Guid OrderId, EventSheet? Sheet, RefundDecision? Refund = null);

    private void Remember(OperationMark mark, Fact fact)
    {
        if (fact is DoorFact door)
        {
            RememberScan(mark, door);
            return;
        }

        var outcome = fact switch
        {
            Held held => new Outcome(fact.At, mark.Fingerprint, held.OrderId, null),
            CodeKept kept => new Outcome(fact.At, mark.Fingerprint, kept.CodeId, null),
            Joined joined => new Outcome(fact.At, mark.Fingerprint, joined.WaitingId, null),
            Booked booked => new Outcome(fact.At, mark.Fingerprint, booked.BookingId, null),
            Refunded refunded => new Outcome(fact.At, mark.Fingerprint, refunded.OrderId, null, Answer(refunded)),
            _ => new Outcome(fact.At, mark.Fingerprint, Guid.Empty, Sheet()),
        };
        operations[mark.Scope] = outcome;
        operationsByAge.Enqueue((fact.At, mark.Scope));
    }

    /// <summary>The first answer to this request, or the refusal of another request under the same key; null when it is new.</summary>
    private Result<T>? Repeated<T>(OperationMark mark, Func<Outcome, T> answer)
    {
        if (!operations.TryGetValue(mark.Scope, out var outcome))
        {
            return null;
        }

        return outcome.Fingerprint == mark.Fingerprint ? answer(outcome) : Refusal.KeyReused;
    }

    /// <summary>Forgets ids and ended orders older than <see cref="RememberOperations"/>, so that memory follows the places and not the years.</summary>
    private void Forget(DateTimeOffset now)
    {
        var before = now - RememberOperations;
        while (operationsByAge.TryPeek(out var oldest) && oldest.At < before)
        {
            operationsByAge.Dequeue();
            // In a replay nothing is forgotten on the way: the same key may have been used again since.
            if (operations.TryGetValue(oldest.Key, out var outcome) && outcome.At == oldest.At)
            {
                operations.Remove(oldest.Key);
            }
        }

        while (endedByAge.TryPeek(out var oldest) && oldest.At < before)
        {
            endedByAge.Dequeue();
            if (orders.TryGetValue(oldest.OrderId, out var order) && !order.HoldsPlaces && !order.HasTickets)
            {
                orders.Remove(oldest.OrderId);
            }
        }

        ForgetBookings(before);
        ForgetServed(before);
        GiveRoomBack();
    }

    public EventSheet Sheet() => new(EventId, ManagerId, Status, Version, Definition!, [.. Definition!.TicketTypes.Select(InAll)], Closed, preSale?.Stock, WithdrawnAt);

    /// <summary>A type's places, its pre-sale's among them.</summary>
    private TypeStock InAll(TicketType type)
    {
        var stock = types[type.TicketTypeId].Stock;
        return preSale?.Type.Type.TicketTypeId != type.TicketTypeId ? stock : new TypeStock(
            type.TicketTypeId, type.Capacity, stock.Held + preSale.Held, stock.Booked + preSale.Booked, stock.Sold + preSale.Sold);
    }
}
