using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Sessions;

/// <summary>The token opens the session; only its hash is kept, so that a copy of the database opens none.</summary>
public static class SessionKey
{
    /// <summary>SHA-256 of the token, 64 lower-case hexadecimal digits.</summary>
    public static string Of(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
