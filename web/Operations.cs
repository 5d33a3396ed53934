using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Web;

/// <summary>Names a changing call, so that a double click, a retry and the back button all have one effect.</summary>
internal static class Operations
{
    /// <summary>A new key for a form that is about to be shown.</summary>
    public static string NewKey() => Guid.CreateVersion7().ToString("N");

    /// <summary>The key, with a fingerprint of what is asked.</summary>
    /// <param name="key">The caller's own id of the call.</param>
    /// <param name="meaning">Everything that makes the request what it is, in an order of its own; nothing that may differ between repetitions.</param>
    public static Operation Of(string key, params IEnumerable<string?> meaning) => new(key, Fingerprint(meaning));

    /// <summary>SHA-256 over the fields, each with its length before it, so that no two lists of fields read alike; 64 hexadecimal digits.</summary>
    public static string Fingerprint(IEnumerable<string?> meaning)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in meaning)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, field is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
