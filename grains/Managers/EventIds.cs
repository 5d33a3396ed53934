using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Managers;

/// <summary>The ids of events that are inserted: the same request, repeated, finds the event it made.</summary>
internal static class EventIds
{
    /// <param name="manager">Whose event it becomes.</param>
    /// <param name="caller">Who asks; the key is theirs.</param>
    /// <param name="operation">The caller's own id of the request.</param>
    /// <returns>A UUID of version 8 (RFC 9562): our own making.</returns>
    public static Guid Of(Guid manager, Guid caller, string operation)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"event {manager:N} {caller:N} {operation}")).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash, bigEndian: true);
    }
}
