namespace EventTicket.Web.Live;

/// <summary>An event that somebody watches, and everybody who does. Its hub's lock guards it.</summary>
/// <param name="state">What is known of it at first.</param>
/// <param name="offset">In which turn the first watcher's heartbeat comes, so that those of different events do not come together.</param>
internal sealed class WatchedEvent(byte[] state, int offset)
{
    private readonly List<Watcher> watchers = [];

    /// <summary>The message of how it stands now.</summary>
    public byte[] State { get; set; } = state;

    public bool IsDeserted => watchers.Count == 0;

    public Watcher[] Watchers() => [.. watchers];

    public void Add(Watcher watcher)
    {
        watcher.Seat = watchers.Count;
        watchers.Add(watcher);
    }

    /// <summary>The last one takes the seat, so that leaving costs the same however many there are.</summary>
    public void Remove(Watcher watcher)
    {
        var last = watchers[^1];
        (watchers[watcher.Seat], last.Seat) = (last, watcher.Seat);
        watchers.RemoveAt(watchers.Count - 1);
    }

    /// <summary>One in <paramref name="turns"/> gets a heartbeat.</summary>
    public void Beat(int turn, int turns)
    {
        for (var seat = (turn + offset) % turns; seat < watchers.Count; seat += turns)
        {
            watchers[seat].Beat();
        }
    }
}
