namespace EventTicket.Web;

/// <summary>Calls about one thing: some are under way, the next wait in the order in which they came.</summary>
internal sealed class CallQueue(QueueSizes sizes, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly Queue<Place> waiting = new();
    private readonly Dictionary<Guid, int> people = [];
    private int underWay;
    private bool over;

    /// <summary>Asks for a turn. Nothing has happened yet when it is refused.</summary>
    /// <param name="came">Now, by the clock's timestamp.</param>
    /// <param name="gone">When whoever asks has hung up: their turn passes to the next.</param>
    /// <returns>Whether the turn has come; busy or too-many-requests when it will not; null when this queue has just been given up, so that another must be asked.</returns>
    public Task<Result<Done>>? Enter(Guid personId, long came, CancellationToken gone)
    {
        lock (gate)
        {
            if (over)
            {
                return null;
            }

            if (people.GetValueOrDefault(personId) is var own && own >= sizes.OfOnePerson)
            {
                return Task.FromResult<Result<Done>>(new Refusal(RefusalCode.TooManyRequests, RetryAfter: TimeSpan.FromSeconds(1)));
            }

            if (underWay == sizes.AtOnce && waiting.Count >= sizes.Waiting)
            {
                return Task.FromResult<Result<Done>>(Refusal.Busy);
            }

            people[personId] = own + 1;
            if (underWay < sizes.AtOnce)
            {
                underWay++;
                return Task.FromResult<Result<Done>>(Done.It);
            }

            var place = new Place(personId, came, gone);
            waiting.Enqueue(place);
            return place.Turn.Task;
        }
    }

    /// <summary>Whoever had a turn is done; the next one has it.</summary>
    /// <returns>Whether nobody is left, so that this queue is given up.</returns>
    public bool Leave(Guid personId)
    {
        lock (gate)
        {
            Forget(personId);
            while (waiting.TryDequeue(out var next))
            {
                if (!next.Gone.IsCancellationRequested && clock.GetElapsedTime(next.Came) < sizes.Patience)
                {
                    next.Turn.SetResult(Done.It);
                    return false;
                }

                Forget(next.PersonId);
                next.Turn.SetResult(Refusal.Busy);
            }

            return over = --underWay == 0;
        }
    }

    private void Forget(Guid personId)
    {
        if (--people[personId] == 0)
        {
            people.Remove(personId);
        }
    }

    private sealed record Place(Guid PersonId, long Came, CancellationToken Gone)
    {
        public TaskCompletionSource<Result<Done>> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
