using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Door;

/// <summary>The secret of a door link: 256 random bits. The database has its hash.</summary>
internal static class DoorSecret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256, hexadecimal.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
