using System.Runtime.InteropServices;

namespace EventTicket.Bench.Engine;

/// <summary>People who come in no order, each for the first time, with a key of their own.</summary>
internal static class Buyers
{
    public static Guid Next()
    {
        Span<Guid> person = stackalloc Guid[1];
        Random.Shared.NextBytes(MemoryMarshal.AsBytes(person));
        return person[0];
    }

    /// <summary>A key as the site's forms carry it.</summary>
    public static string NextKey() => Guid.CreateVersion7().ToString("N");
}
