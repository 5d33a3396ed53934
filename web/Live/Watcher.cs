using System.Net;
using System.Threading.Channels;

namespace EventTicket.Web.Live;

/// <summary>One open page. One message at most waits for it: whoever reads slowly misses what was overtaken, and never the newest.</summary>
internal sealed class Watcher(LiveHub hub, Guid eventId, IPAddress address) : IDisposable
{
    // A comment: it keeps proxies from taking the line for dead.
    private static readonly byte[] Heartbeat = ":\n\n"u8.ToArray();

    // A heartbeat must not push out the news that comes at the same moment.
    private readonly Lock gate = new();
    private readonly Channel<byte[]> next = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public Guid EventId => eventId;

    /// <summary>Where the page is open; a whole IPv6 network counts as one address.</summary>
    public IPAddress Address => address;

    /// <summary>Its place among those who watch the event; the hub's own.</summary>
    public int Seat { get; set; }

    /// <summary>What is to be written, as it comes; ends when the watcher is ended.</summary>
    public IAsyncEnumerable<byte[]> Messages() => next.Reader.ReadAllAsync();

    /// <summary>Takes the place of what waits.</summary>
    public void Tell(byte[] message)
    {
        lock (gate)
        {
            next.Writer.TryWrite(message);
        }
    }

    /// <summary>Tells that the line is alive, unless something better waits already.</summary>
    public void Beat()
    {
        lock (gate)
        {
            if (!next.Reader.TryPeek(out _))
            {
                next.Writer.TryWrite(Heartbeat);
            }
        }
    }

    /// <summary>No more messages; what waits is still read.</summary>
    public void End() => next.Writer.TryComplete();

    public void Dispose() => hub.Leave(this);
}
