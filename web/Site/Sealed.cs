using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace EventTicket.Web.Site;

/// <summary>
/// What a form must carry from one step to the next without anybody reading it: encrypted with the key ring that all web processes
/// share, for a few minutes, and of no use in another form.
/// </summary>
public sealed class Sealed(IDataProtectionProvider keys)
{
    /// <param name="purpose">Which form of whom it is for; only the same text opens it.</param>
    public string Seal<T>(T content, string purpose, TimeSpan lifetime) =>
        Protector(purpose).Protect(JsonSerializer.Serialize(content), lifetime);

    /// <summary>What was sealed; null when it is too old, of another form, or no seal of ours.</summary>
    public T? Open<T>(string? text, string purpose)
        where T : class
    {
        try
        {
            return string.IsNullOrEmpty(text) ? null : JsonSerializer.Deserialize<T>(Protector(purpose).Unprotect(text));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(string purpose) => keys.CreateProtector("form", purpose).ToTimeLimitedDataProtector();
}
