using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Events;

/// <summary>The id of a scan and what was asked with it, as hashes: there may be one for each ticket of an event, and they stay in memory.</summary>
/// <param name="Key">Person (or link), kind and the caller's key.</param>
/// <param name="Fingerprint">What was asked.</param>
internal readonly record struct ScanId(UInt128 Key, ulong Fingerprint)
{
    public static ScanId Of(OperationMark mark)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{mark.PersonId:N} {mark.Kind} {mark.Key}"), hash);
        var key = BinaryPrimitives.ReadUInt128BigEndian(hash);
        SHA256.HashData(Encoding.UTF8.GetBytes(mark.Fingerprint), hash);
        return new(key, BinaryPrimitives.ReadUInt64BigEndian(hash));
    }
}
