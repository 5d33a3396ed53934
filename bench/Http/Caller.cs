using EventTicket.Bench.Lines;

namespace EventTicket.Bench.Http;

/// <summary>Somebody who asks over a line of their own, and what they were told.</summary>
internal sealed class Caller(Line line) : IDisposable
{
    private const int Attempts = 30;

    private byte[] request = new byte[1024];

    public Line Line { get; } = line;

    /// <summary>Orders they were told of.</summary>
    public List<Guid> Told { get; } = [];

    /// <summary>Answers that were not what they should be, with how often each came.</summary>
    public Dictionary<Strange, int> Strange { get; } = [];

    /// <summary>Sends a request whose two parts are there already, until it is decided: who is told to come again, or nothing at all, comes again with the same key.</summary>
    /// <param name="what">What is asked, for the figures.</param>
    public async ValueTask<Reply> Decide(string what, byte[] head, byte[] body)
    {
        var length = head.Length + body.Length;
        if (request.Length < length)
        {
            request = new byte[2 * length];
        }

        head.CopyTo(request, 0);
        body.CopyTo(request, head.Length);
        for (var attempt = 1; ; attempt++)
        {
            var reply = await Line.Send(request.AsMemory(0, length));
            if (reply.Status is not (0 or 202 or 429 or 503) || attempt == Attempts)
            {
                return reply;
            }

            Note(what, reply);
            await Task.Delay(TimeSpan.FromSeconds(Math.Max(1, reply.RetryAfter)));
        }
    }

    /// <summary>Notes an answer that is not what it should be.</summary>
    /// <returns>False, for whoever asked.</returns>
    public bool Note(string what, Reply reply)
    {
        var answer = new Strange(what, reply.Status, reply.IsLater || reply.Status is 0 or 202 ? "" : reply.Text);
        Strange[answer] = Strange.GetValueOrDefault(answer) + 1;
        return false;
    }

    public void Forget()
    {
        Told.Clear();
        Strange.Clear();
    }

    public void Dispose() => Line.Dispose();
}

/// <param name="What">What was asked.</param>
internal sealed record Strange(string What, int Status, string Text)
{
    /// <summary>It says to come again, and that is what was done.</summary>
    public bool IsLater => Status is 202 or 429 or 503;

    public override string ToString() => $"{What} was answered {Status}{(Text == "" ? "" : $": {Text}")}";
}
