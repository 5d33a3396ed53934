using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EventTicket.Bench.Live;

/// <summary>One page that is open: a line of server-sent events, read as it comes.</summary>
internal sealed class OpenPage : IDisposable
{
    private static readonly byte[] Data = "data: "u8.ToArray();
    private static readonly byte[] Left = "\"left\":\""u8.ToArray();
    private static readonly byte[] End = "\n\n"u8.ToArray();

    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[1024];
    private readonly TaskCompletionSource first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int filled;

    /// <summary>What is left by the last message: <c>many</c>, <c>few</c> or <c>none</c>; empty before the first.</summary>
    public string Level { get; private set; } = "";

    /// <summary>Why the line is at its end; null while it is open.</summary>
    public string? Ended { get; private set; }

    /// <summary>Opens the line and waits for the first message; then it reads by itself.</summary>
    /// <param name="heard">Called for each message with its level.</param>
    public async Task Open(Uri gateway, Guid eventId, Action<OpenPage, string> heard)
    {
        await socket.ConnectAsync(IPAddress.Loopback, gateway.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /catalog/events/{eventId}/live HTTP/1.1\r\nHost: {gateway.Authority}\r\nAccept: text/event-stream\r\n\r\n"));
        _ = Read(heard);
        await first.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public void Dispose() => socket.Dispose();

    private async Task Read(Action<OpenPage, string> heard)
    {
        try
        {
            while (await socket.ReceiveAsync(buffer.AsMemory(filled)) is > 0 and var count)
            {
                filled += count;
                while (Message() is { } level)
                {
                    Level = level;
                    heard(this, level);
                    first.TrySetResult();
                }
            }

            Ended = $"closed by the server after \"{Encoding.ASCII.GetString(buffer, 0, Math.Min(filled, 100))}\"";
        }
        catch (Exception lost) when (lost is SocketException or ObjectDisposedException)
        {
            Ended = lost.Message;
        }

        first.TrySetException(new InvalidOperationException($"A page was not told how the event stands: {Ended}"));
    }

    /// <summary>The level of the next whole message, which is taken out of the buffer; null when there is none yet.</summary>
    private string? Message()
    {
        var all = buffer.AsSpan(0, filled);
        var begin = all.IndexOf(Data);
        var length = begin < 0 ? -1 : all[begin..].IndexOf(End);
        if (length < 0)
        {
            // Headers and comments only: the beginning of a message may be at the end.
            Drop(begin < 0 ? Math.Max(0, filled - Data.Length) : begin);
            return null;
        }

        var message = all.Slice(begin, length);
        var level = message[(message.IndexOf(Left) + Left.Length)..];
        var word = Encoding.ASCII.GetString(level[..level.IndexOf((byte)'"')]);
        Drop(begin + length + End.Length);
        return word;
    }

    private void Drop(int count)
    {
        buffer.AsSpan(count, filled - count).CopyTo(buffer);
        filled -= count;
    }
}
