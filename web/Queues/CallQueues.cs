using System.Collections.Concurrent;

namespace EventTicket.Web;

/// <summary>
/// Keeps a storm on one thing to itself: of the calls about it some are under way at a time, others wait here, and the rest is told to come back before
/// anything changes. Whoever wants something else finds the way free. Each web process has its own.
/// </summary>
internal sealed class CallQueues(QueueSizes sizes, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, CallQueue> queues = [];

    /// <summary>How many things are asked for just now.</summary>
    public int Count => queues.Count;

    /// <summary>Calls when the turn has come, with the clock's timestamp of when it was asked for.</summary>
    /// <param name="about">What the call is about, such as the event.</param>
    /// <param name="personId">Who asks.</param>
    /// <param name="gone">When they have hung up.</param>
    /// <returns>The call's answer; busy or too-many-requests when it was not made.</returns>
    public async Task<Result<T>> Call<T>(Guid about, Guid personId, Func<long, Task<Result<T>>> call, CancellationToken gone)
    {
        var came = clock.GetTimestamp();
        var (queue, turn) = Enter(about, personId, came, gone);
        if (await turn is { Succeeded: false } refused)
        {
            return refused.As<T>();
        }

        try
        {
            return await call(came);
        }
        finally
        {
            if (queue.Leave(personId))
            {
                queues.TryRemove(new(about, queue));
            }
        }
    }

    private (CallQueue Queue, Task<Result<Done>> Turn) Enter(Guid about, Guid personId, long came, CancellationToken gone)
    {
        while (true)
        {
            var queue = queues.GetOrAdd(about, static (_, own) => new CallQueue(own.sizes, own.clock), (sizes, clock));
            if (queue.Enter(personId, came, gone) is { } turn)
            {
                return (queue, turn);
            }

            // Whoever left last is about to take it away.
            queues.TryRemove(new(about, queue));
        }
    }
}
