using System.Security.Cryptography;

namespace EventTicket.Events;

/// <summary>What opens the door: 128 random bits as 26 characters of Crockford's base 32 (no I, L, O, U, so that it can be read aloud).</summary>
internal static class TicketCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public const int Length = 26;

    public static string New()
    {
        Span<byte> random = stackalloc byte[16];
        RandomNumberGenerator.Fill(random);
        Span<char> code = stackalloc char[Length];
        int bits = 0, buffer = 0, next = 0;
        for (var i = 0; i < Length; i++)
        {
            if (bits < 5)
            {
                buffer = (buffer << 8) | (next < random.Length ? random[next++] : 0);
                bits += 8;
            }

            bits -= 5;
            code[i] = Alphabet[(buffer >> bits) & 31];
        }

        return new string(code);
    }
}
