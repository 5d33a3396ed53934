using EventTicket.Purchases;

namespace EventTicket.Events;

/// <summary>Who is in. A code is admitted once, at whichever gate.</summary>
internal sealed partial class EventState
{
    // Some 130 bytes for each ticket that was used; nothing for one that was not.
    private readonly Dictionary<Guid, FirstUse> uses = [];
    private readonly Dictionary<UInt128, (Guid TicketId, ulong Fingerprint)> scans = [];
    private readonly Dictionary<string, string> gates = [];

    /// <summary>When and where a ticket was used; null when it was not, or that was taken back.</summary>
    public FirstUse? UseOf(Guid ticketId) => uses.TryGetValue(ticketId, out var use) ? use : null;

    /// <summary>A code that is not admitted is an answer too, not a refusal.</summary>
    public Result<Admission> CheckIn(CheckInTicket request, DateTimeOffset now)
    {
        if (FindTicket(request.OrderId, request.TicketId) is not var (order, ticket))
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.By, OperationKind.CheckIn, request.Operation.Key, request.Operation.Fingerprint);
        if (Scanned(mark, ticket.TicketId) is { } before)
        {
            return before.Succeeded ? Admitted(ticket) : before.Refusal;
        }

        if (ticket.Status == TicketStatus.Used)
        {
            return new Admission(false, DoorReason.Used, ticket.TicketId, types[ticket.TypeId].Type.Name, UseOf(ticket.TicketId)?.At, UseOf(ticket.TicketId)?.Gate);
        }

        if (WhyNot(ticket.Status) is { } reason)
        {
            return new Admission(false, reason, ticket.TicketId, types[ticket.TypeId].Type.Name);
        }

        Record(new CheckedIn(now, order.OrderId, ticket.TicketId, request.Gate, mark));
        return Admitted(ticket);
    }

    public Result<Done> UndoCheckIn(UndoCheckIn request, DateTimeOffset now)
    {
        if (FindTicket(request.OrderId, request.TicketId) is not var (order, ticket))
        {
            return Refusal.NotFound;
        }

        var mark = new OperationMark(request.By, OperationKind.UndoCheckIn, request.Operation.Key, request.Operation.Fingerprint);
        if (Scanned(mark, ticket.TicketId) is { } before)
        {
            return before;
        }

        if (ticket.Status == TicketStatus.Used)
        {
            Record(new CheckInUndone(now, order.OrderId, ticket.TicketId, mark));
        }

        return Done.It;
    }

    private void Apply(DoorFact fact, OrderState order)
    {
        switch (fact)
        {
            case CheckedIn checkedIn:
                uses[fact.TicketId] = new(fact.At, Gate(checkedIn.Gate));
                Turn(order, fact.TicketId, TicketStatus.Used);
                break;
            case CheckInUndone:
                uses.Remove(fact.TicketId);
                // A dispute that began meanwhile freezes it now.
                Turn(order, fact.TicketId, order.FrozenBy is null ? TicketStatus.Valid : TicketStatus.Frozen);
                break;
        }
    }

    private void RememberScan(OperationMark mark, DoorFact fact)
    {
        var scan = ScanId.Of(mark);
        scans[scan.Key] = (fact.TicketId, scan.Fingerprint);
    }

    /// <summary>Null when the id is new; refused when something else was asked with it.</summary>
    private Result<Done>? Scanned(OperationMark mark, Guid ticketId)
    {
        var scan = ScanId.Of(mark);
        return !scans.TryGetValue(scan.Key, out var first) ? null
            : first == (ticketId, scan.Fingerprint) ? Done.It : Refusal.KeyReused;
    }

    // Without a time, so that a repetition is answered the same also when the check-in was taken back meanwhile.
    private Admission Admitted(TicketState ticket) => new(true, null, ticket.TicketId, types[ticket.TypeId].Type.Name);

    private DoorReason? WhyNot(TicketStatus status) => status switch
    {
        TicketStatus.Cancelled => DoorReason.Cancelled,
        TicketStatus.Transferred => DoorReason.Transferred,
        TicketStatus.Frozen => DoorReason.Frozen,
        TicketStatus.Revoked => DoorReason.Revoked,
        _ when Status == EventStatus.Cancelled => DoorReason.EventCancelled,
        TicketStatus.Valid => null,
        _ => throw new InvalidOperationException($"Does a ticket that is {status} open the door?"),
    };

    private (OrderState Order, TicketState Ticket)? FindTicket(Guid orderId, Guid ticketId) =>
        orders.TryGetValue(orderId, out var order) && order.Tickets.FirstOrDefault(ticket => ticket.TicketId == ticketId) is { TicketId: var found } one && found != Guid.Empty
            ? (order, one)
            : null;

    private static void Turn(OrderState order, Guid ticketId, TicketStatus to)
    {
        var tickets = order.Tickets;
        for (var i = 0; i < tickets.Length; i++)
        {
            if (tickets[i].TicketId == ticketId)
            {
                order.Tickets = tickets.SetItem(i, tickets[i] with { Status = to });
                return;
            }
        }
    }

    /// <summary>One copy of each gate's name, however many came through it.</summary>
    private string? Gate(string? name)
    {
        if (name is null)
        {
            return null;
        }

        gates.TryAdd(name, name);
        return gates[name];
    }
}

/// <summary>When and where a ticket opened the door.</summary>
internal readonly record struct FirstUse(DateTimeOffset At, string? Gate);
