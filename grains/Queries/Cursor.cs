using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace EventTicket.Queries;

/// <summary>Where a page of a list ended: the last row's time and id, by which the list is ordered.</summary>
/// <param name="At">UTC, in whole microseconds as PostgreSQL keeps it.</param>
internal readonly record struct Cursor(DateTimeOffset At, Guid Id)
{
    private const int Body = 1 + 8 + 16;
    private const int Check = 4;

    /// <summary>The cursor as text for a URL.</summary>
    /// <param name="list">A letter for the list it belongs to; another list does not take it.</param>
    public string Seal(char list)
    {
        Span<byte> bytes = stackalloc byte[Body + Check];
        bytes[0] = (byte)list;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], At.UtcTicks);
        Id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        Sum(bytes[..Body], bytes[Body..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="Seal"/> wrote for the same list; anything else is refused.</summary>
    public static bool TryOpen(char list, string text, out Cursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Body + Check];
        Span<byte> sum = stackalloc byte[Check];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != bytes.Length || bytes[0] != list)
        {
            return false;
        }

        Sum(bytes[..Body], sum);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (!sum.SequenceEqual(bytes[Body..]) || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        cursor = new(new(ticks, TimeSpan.Zero), new(bytes.Slice(9, 16), bigEndian: true));
        return true;
    }

    // Not a secret: it tells a damaged cursor from one of ours.
    private static void Sum(ReadOnlySpan<byte> body, Span<byte> sum) => SHA256.HashData(body).AsSpan(0, Check).CopyTo(sum);
}
