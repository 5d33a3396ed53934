using EventTicket.Events;
using EventTicket.Users;

namespace EventTicket.Admins;

/// <summary>
/// What admins did to events, read off the facts of one batch when it is folded: the record is written with the fact or not at all,
/// and a request that changed nothing leaves no trace. What managers do to their own events is no act of an admin.
/// </summary>
internal static class EventActions
{
    public static List<EventAction> Of(IReadOnlyList<Fact> facts, EventState state)
    {
        List<EventAction> actions = [];
        foreach (var fact in facts)
        {
            if (fact is IAnswersOperation { Operation: { } mark } && Name(fact) is { } name && (mark.PersonId != state.ManagerId || fact is Withdrawn or Restored))
            {
                // The caller's id is scoped to the event and to what was asked; the record knows one scope for all that an admin does.
                var operation = new Operation($"{name} {state.EventId:N} {mark.Key}", mark.Fingerprint);
                actions.Add(new(new(mark.PersonId, name, (fact as OrderFact)?.OrderId ?? state.EventId, operation), fact.At));
            }
        }

        return actions;
    }

    private static string? Name(Fact fact) => fact switch
    {
        Changed => "event-changed",
        Published => "event-published",
        Cancelled => "event-cancelled",
        Withdrawn => "event-withdrawn",
        Restored => "event-restored",
        CodeKept => "event-code-added",
        Refunded => "order-refunded",
        _ => null,
    };
}

/// <param name="At">When the fact happened.</param>
internal sealed record EventAction(Recorded Record, DateTimeOffset At);
