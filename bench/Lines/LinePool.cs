using System.Diagnostics;
using System.Threading.Channels;

namespace EventTicket.Bench.Lines;

/// <summary>Calls the gateway over so many lines and no more. Whoever finds none free waits, in the order in which they came.</summary>
internal sealed class LinePool : IGateway, IDisposable
{
    // Longer than the web ever takes to say that it is busy.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<Line> free = Channel.CreateUnbounded<Line>();
    private readonly Timer watch;

    public LinePool(Uri address, int count)
    {
        Lines = [.. Enumerable.Range(0, count).Select(_ => new Line(address))];
        foreach (var line in Lines)
        {
            free.Writer.TryWrite(line);
        }

        watch = new Timer(_ => GiveUp(), null, Patience / 10, Patience / 10);
    }

    public IReadOnlyList<Line> Lines { get; }

    public async Task<Answer> Send(HttpMethod method, string path, string? token = null, string? key = null, object? body = null)
    {
        var request = Requests.Of(method, path, token, key, body);
        var line = await free.Reader.ReadAsync();
        try
        {
            var started = Stopwatch.GetTimestamp();
            var reply = await line.Send(request);
            return new Answer(
                reply.Status, reply.Status == 0 ? "the connection broke" : reply.Text, reply.RetryAfter > 0 ? TimeSpan.FromSeconds(reply.RetryAfter) : null, Stopwatch.GetElapsedTime(started));
        }
        finally
        {
            free.Writer.TryWrite(line);
        }
    }

    public void Dispose()
    {
        watch.Dispose();
        foreach (var line in Lines)
        {
            line.Dispose();
        }
    }

    private void GiveUp()
    {
        foreach (var line in Lines.Where(line => line.Waiting > Patience))
        {
            line.Hangup();
        }
    }
}
