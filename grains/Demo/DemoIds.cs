using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Demo;

/// <summary>People who bought demo tickets; they have no accounts, only ids.</summary>
internal static class DemoIds
{
    /// <summary>The n-th buyer of an event.</summary>
    public static Guid Buyer(Guid eventId, int n) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"demo buyer {eventId:N} {n}")).AsSpan(0, 16));
}
