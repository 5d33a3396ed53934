using System.Buffers.Text;

namespace EventTicket.Bench.Lines;

/// <summary>Reads answers of HTTP/1.1, whose length is told beforehand or chunk by chunk.</summary>
internal static class ReplyReader
{
    private const int StatusAt = 9;

    /// <summary>The answer in the first <paramref name="filled"/> bytes; null when more is to come. Chunks are put together in place.</summary>
    public static Reply? Read(byte[] buffer, int filled)
    {
        var seen = buffer.AsSpan(0, filled);
        var head = seen.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        var fields = seen[..(head + 2)];
        _ = Utf8Parser.TryParse(fields[StatusAt..], out int status, out _);
        var retryAfter = Number(fields, "\r\nRetry-After: "u8) ?? 0;
        var closes = fields.IndexOf("\r\nConnection: close\r\n"u8) >= 0;
        var start = head + 4;
        if (fields.IndexOf("\r\nTransfer-Encoding: chunked\r\n"u8) >= 0)
        {
            return Chunks(seen[start..], out var length) ? new Reply(status, buffer.AsMemory(start, length), retryAfter, closes) : null;
        }

        var told = Number(fields, "\r\nContent-Length: "u8) ?? 0;
        return start + told <= filled ? new Reply(status, buffer.AsMemory(start, told), retryAfter, closes) : null;
    }

    /// <summary>Whether all chunks are there; only then they are moved together, for they are read anew each time.</summary>
    private static bool Chunks(Span<byte> body, out int length)
    {
        length = 0;
        for (var at = 0; Size(body[at..]) is var (size, digits); at += digits + size + 4)
        {
            if (size == 0)
            {
                return Join(body, out length);
            }

            if (at + digits + size + 4 > body.Length)
            {
                return false;
            }
        }

        return false;
    }

    private static bool Join(Span<byte> body, out int length)
    {
        length = 0;
        for (var at = 0; Size(body[at..]) is var (size, digits) && size > 0; at += digits + size + 4)
        {
            body.Slice(at + digits + 2, size).CopyTo(body[length..]);
            length += size;
        }

        return true;
    }

    // "1f4\r\n…": the last one, of size 0, counts once the empty line after it is there.
    private static (int Size, int Digits)? Size(ReadOnlySpan<byte> chunk)
    {
        var digits = chunk.IndexOf("\r\n"u8);
        if (digits <= 0 || !Utf8Parser.TryParse(chunk[..digits], out int size, out _, 'x') || (size == 0 && chunk.Length < digits + 4))
        {
            return null;
        }

        return (size, digits);
    }

    private static int? Number(ReadOnlySpan<byte> fields, ReadOnlySpan<byte> name)
    {
        var at = fields.IndexOf(name);
        return at >= 0 && Utf8Parser.TryParse(fields[(at + name.Length)..], out int value, out _) ? value : null;
    }
}
