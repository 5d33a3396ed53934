using EventTicket.Events;

namespace EventTicket.Web;

/// <summary>What is asked for by many at once, on both sides. Everybody has an answer within ten seconds of asking, wherever they wait.</summary>
public sealed class Queues(IGrainFactory grains, Edge edge, TimeProvider clock)
{
    private readonly HoldBatches holds = new(grains, edge, clock, QueueSizes.Usual.Patience);
    private readonly CallQueues sales = new(QueueSizes.Usual, clock);
    private readonly CallQueues payments = new(QueueSizes.Usual, clock);

    /// <summary>Holds places of an event, in its queue and together with others.</summary>
    /// <param name="gone">When whoever asks has hung up.</param>
    public Task<Result<TicketHold>> Hold(Guid eventId, HoldTickets request, CancellationToken gone) =>
        sales.Call(eventId, request.PersonId, came => holds.Hold(eventId, request, came), gone);

    /// <summary>Asks for places of an event in another way: those of another event have a queue of their own.</summary>
    /// <param name="call">Carries an operation's id, because it is repeated when it was lost on the way.</param>
    /// <param name="gone">When whoever asks has hung up.</param>
    public Task<Result<T>> Sale<T>(Guid eventId, Guid personId, Func<Task<Result<T>>> call, CancellationToken gone) =>
        sales.Call(eventId, personId, came => edge.Call(call, came), gone);

    /// <summary>Pays: all payments share the provider, so they have one queue.</summary>
    /// <inheritdoc cref="Sale"/>
    public Task<Result<T>> Payment<T>(Guid personId, Func<Task<Result<T>>> call, CancellationToken gone) =>
        payments.Call(Guid.Empty, personId, came => edge.Call(call, came), gone);
}
