namespace EventTicket.Events;

/// <summary>
/// Group commit. Whatever is decided while a commit is under way becomes the next one, and nobody is answered before the
/// facts their answer rests on are durable: a refusal waits like a success, and when there is nothing to write the journal
/// is asked whether the event is still ours.
/// </summary>
/// <remarks>Runs on the grain's own scheduler, so that its fields need no lock.</remarks>
internal sealed class CommitPump(IEventJournal journal, EventState state, string owner, long epoch, Func<Exception, Task> broken)
{
    private readonly BatchFold fold = new(state);
    private Waiters? next;
    private Exception? failure;
    private bool running;
    private Task run = Task.CompletedTask;

    /// <summary>How many answers are waiting; the grain refuses new work beyond its bound.</summary>
    public int Waiting { get; private set; }

    public bool IsBroken => failure is not null;

    /// <summary>0 before the first commit of a new event.</summary>
    public long Epoch { get; private set; } = epoch;

    private long durableSeq = state.LastSeq;

    /// <summary>Completes once everything decided so far is durable and this activation owned the event at that moment.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not be durable.</exception>
    public Task Committed()
    {
        if (failure is not null)
        {
            return Task.FromException(Unknown(failure));
        }

        next ??= new Waiters();
        if (!running)
        {
            running = true;
            run = Run();
        }

        Waiting++;
        next.Count++;
        return next.Task;
    }

    /// <summary>Waits for commits under way.</summary>
    public Task Drain() => run;

    private async Task Run()
    {
        // The burst of calls that woke us decides first.
        await Task.Yield();
        while (next is { } waiting)
        {
            next = null;
            try
            {
                if (!await Write())
                {
                    throw new OutcomeUnknownException("Another activation owns this event now.");
                }
            }
            catch (Exception e)
            {
                // Fenced or broken off: either way what we believe is no longer what is true. The next activation reads the truth.
                failure = e;
                running = false;
                Waiting = 0;
                waiting.SetException(Unknown(e));
                next?.SetException(Unknown(e));
                await broken(e);
                return;
            }

            Waiting -= waiting.Count;
            waiting.SetResult();
        }

        running = false;
    }

    private async Task<bool> Write()
    {
        var facts = state.TakeFresh();
        if (facts.Count == 0)
        {
            return await journal.StillOwns(state.EventId, Epoch);
        }

        var batch = fold.Fold(facts, Epoch, durableSeq) with { Owner = owner };
        if (!await journal.Commit(batch))
        {
            return false;
        }

        Epoch = Math.Max(Epoch, 1);
        durableSeq = batch.LastSeq;
        return true;
    }

    private static OutcomeUnknownException Unknown(Exception e) =>
        e as OutcomeUnknownException ?? new OutcomeUnknownException("The event's commit broke off.", e);

    /// <summary>Those whose answers rest on one commit: they share its task, so that a thousand cost little more than one.</summary>
    private sealed class Waiters() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public int Count { get; set; }
    }
}
