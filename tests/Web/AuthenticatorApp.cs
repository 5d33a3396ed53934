using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace EventTicket.Tests.Web;

/// <summary>What somebody's phone does with a secret (RFC 6238: SHA-1, six digits, thirty seconds).</summary>
internal static class AuthenticatorApp
{
    public static string Digits(string secret)
    {
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // SHA-1 is what authenticator apps compute
        var hash = HMACSHA1.HashData(Base32(secret), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0x0F)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Base32(string text)
    {
        var (bytes, bits, kept) = (new List<byte>(), 0, 0);
        foreach (var letter in text.Where(letter => letter is not (' ' or '=')))
        {
            kept = (kept << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(kept >> bits));
                kept &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
