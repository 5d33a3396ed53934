using System.Buffers.Text;
using System.Security.Cryptography;

namespace EventTicket.Sessions;

/// <summary>What a signed-in client carries: 256 random bits, as 43 characters of base64url.</summary>
public static class SessionToken
{
    private const int Bytes = 32;

    /// <summary>A token nobody can guess.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Whether a text looks like a token; whether it opens a session, only the session knows.</summary>
    public static bool HasShape(string text) => Base64Url.IsValid(text, out var bytes) && bytes == Bytes && text.Length == 43;
}
