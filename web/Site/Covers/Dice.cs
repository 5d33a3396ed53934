using System.Buffers.Binary;
using System.Security.Cryptography;

namespace EventTicket.Web.Site;

/// <summary>Numbers that look like chance and are always the same for the same event, on every machine and version (SplitMix64).</summary>
internal sealed class Dice(Guid eventId)
{
    private ulong state = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(eventId.ToByteArray(bigEndian: true)));

    /// <summary>From <paramref name="low"/> to just below <paramref name="high"/>.</summary>
    public int Between(int low, int high) => low + (int)(Next() % (ulong)(high - low));

    public T OneOf<T>(IReadOnlyList<T> of) => of[Between(0, of.Count)];

    private ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
