using System.Net;

namespace EventTicket.Web.Live;

/// <summary>Everybody who watches an event from this process. One message of bytes is shared by all who are told it.</summary>
internal sealed class LiveHub(LiveSettings settings)
{
    /// <summary>In so many turns everybody gets one heartbeat.</summary>
    public const int Turns = 75;

    // So many are told before others get a turn: the work of thousands of lines would stand in the way of every other request.
    private const int AtOnce = 256;

    private static readonly Refusal Full = Refusal.Busy with { RetryAfter = TimeSpan.FromSeconds(30) };
    private static readonly Refusal TooMany = new(RefusalCode.TooManyRequests, RetryAfter: TimeSpan.FromSeconds(30));

    private readonly Lock gate = new();
    private readonly Dictionary<Guid, WatchedEvent> events = [];
    private readonly Dictionary<IPAddress, int> addresses = [];
    private int pages;
    private int turn;
    private bool closed;

    /// <summary>The events that somebody watches.</summary>
    public IReadOnlyList<Guid> Watched
    {
        get
        {
            lock (gate)
            {
                return [.. events.Keys];
            }
        }
    }

    /// <summary>One more page, which is told at once how the event stands. Refused: busy (this process has as many as it takes, or is closing), too-many-requests (this address has).</summary>
    /// <param name="address">Where the page is open.</param>
    /// <param name="state">How the event stands by what the caller knows; counts only when nobody watched it so far.</param>
    public Result<Watcher> Join(Guid eventId, IPAddress address, byte[] state)
    {
        lock (gate)
        {
            var here = addresses.GetValueOrDefault(address);
            if (closed || pages >= settings.Pages)
            {
                return Full;
            }

            if (here >= settings.PerAddress)
            {
                return TooMany;
            }

            if (!events.TryGetValue(eventId, out var watched))
            {
                events.Add(eventId, watched = new(state, Random.Shared.Next(Turns)));
            }

            var watcher = new Watcher(this, eventId, address);
            watched.Add(watcher);
            watcher.Tell(watched.State);
            (addresses[address], pages) = (here + 1, pages + 1);
            return watcher;
        }
    }

    /// <summary>Takes a watcher out; call it once, through its <see cref="Watcher.Dispose"/>.</summary>
    public void Leave(Watcher watcher)
    {
        lock (gate)
        {
            var watched = events[watcher.EventId];
            watched.Remove(watcher);
            if (watched.IsDeserted)
            {
                events.Remove(watcher.EventId);
            }

            if (--addresses[watcher.Address] == 0)
            {
                addresses.Remove(watcher.Address);
            }

            pages--;
        }
    }

    /// <summary>Tells everybody who watches the event, if it is news.</summary>
    /// <param name="before">What is done with news before anybody hears of it.</param>
    /// <returns>Whether it was, and somebody watched.</returns>
    public async Task<bool> Tell(Guid eventId, byte[] message, Action<Guid>? before = null)
    {
        Watcher[] told;
        lock (gate)
        {
            if (!events.TryGetValue(eventId, out var watched) || watched.State.AsSpan().SequenceEqual(message))
            {
                return false;
            }

            watched.State = message;
            told = watched.Watchers();
        }

        before?.Invoke(eventId);
        for (var i = 0; i < told.Length; i++)
        {
            told[i].Tell(message);
            if (i % AtOnce == AtOnce - 1)
            {
                await Task.Yield();
            }
        }

        return true;
    }

    /// <summary>The next turn of heartbeats.</summary>
    public void Beat()
    {
        lock (gate)
        {
            turn = (turn + 1) % Turns;
            foreach (var watched in events.Values)
            {
                watched.Beat(turn, Turns);
            }
        }
    }

    /// <summary>Ends every line, and takes no more.</summary>
    public void Close()
    {
        lock (gate)
        {
            closed = true;
            foreach (var watcher in events.Values.SelectMany(watched => watched.Watchers()))
            {
                watcher.End();
            }
        }
    }
}
