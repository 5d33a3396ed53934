using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EventTicket.Bench.Lines;

/// <summary>
/// One kept connection that carries one call at a time. Plain sockets and bytes made beforehand: whoever asks shares the machine with whoever
/// answers, and should cost as little as can be.
/// </summary>
internal sealed class Line(Uri address) : IDisposable
{
    // Kestrel hangs up on whoever is silent for longer than two minutes.
    private static readonly TimeSpan MayBeClosed = TimeSpan.FromSeconds(60);

    private byte[] buffer = new byte[4 * 1024];
    private Socket? socket;
    private long used;
    private long waitingSince;

    /// <summary>How long the call under way has been waiting; zero when there is none.</summary>
    public TimeSpan Waiting => Interlocked.Read(ref waitingSince) is > 0 and var since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>Connects, unless it is.</summary>
    public async ValueTask Open()
    {
        if (socket is not null && Stopwatch.GetElapsedTime(used) > MayBeClosed && socket.Poll(0, SelectMode.SelectRead))
        {
            Close();
        }

        if (socket is null)
        {
            var connecting = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await connecting.ConnectAsync(IPAddress.Loopback, address.Port);
                socket = connecting;
            }
            catch
            {
                connecting.Dispose();
                throw;
            }
        }
    }

    /// <summary>Sends a request and reads its answer, which is good until the next call.</summary>
    /// <returns><see cref="Reply.None"/> when the connection broke: the outcome is unknown.</returns>
    public async ValueTask<Reply> Send(ReadOnlyMemory<byte> request)
    {
        try
        {
            Interlocked.Exchange(ref waitingSince, Stopwatch.GetTimestamp());
            await Open();
            await socket!.SendAsync(request);
            var reply = await Read();
            used = Stopwatch.GetTimestamp();
            if (reply.Closes)
            {
                Close();
            }

            return reply;
        }
        catch (Exception lost) when (lost is SocketException or IOException or ObjectDisposedException)
        {
            Close();
            return Reply.None;
        }
        finally
        {
            Interlocked.Exchange(ref waitingSince, 0);
        }
    }

    /// <summary>Gives up a call that has waited too long; it is answered as one whose connection broke.</summary>
    public void Hangup() => socket?.Dispose();

    public void Dispose() => Close();

    private async ValueTask<Reply> Read()
    {
        var filled = 0;
        while (true)
        {
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }

            var read = await socket!.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0)
            {
                throw new IOException("The connection was closed before the answer was complete.");
            }

            filled += read;
            if (ReplyReader.Read(buffer, filled) is { } reply)
            {
                return reply;
            }
        }
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }
}
