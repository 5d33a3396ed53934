using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Enhanced = BCrypt.Net.BCrypt;

namespace EventTicket.Users;

/// <summary>
/// Hashes and checks passwords. Only BCrypt's enhanced form (SHA-384 first): the plain one ignores all bytes after the 72nd.
/// </summary>
internal sealed partial class Passwords(PasswordGate gate, IOptions<PasswordSettings> settings, ILogger<Passwords> log)
{
    public const int CheapestFactor = 4;
    public const int DearestFactor = 16;

    // What an unknown address is checked against, so that it takes as long as a known one. Made once, by whoever comes first.
    private readonly Lazy<string> nobodys = new(() => Enhanced.EnhancedHashPassword("nobody has this password", settings.Value.WorkFactor));

    /// <summary>The hash to store. Refused: too-many-requests.</summary>
    /// <param name="password">Without a <see cref="PasswordRules.Problem"/>.</param>
    public Task<Result<string>> Hash(string password) =>
        gate.Run(() => Enhanced.EnhancedHashPassword(password, settings.Value.WorkFactor));

    /// <summary>Whether the password is the one that was hashed; takes as long without a hash, or with a broken one. Refused: too-many-requests.</summary>
    public Task<Result<bool>> Matches(string? password, string? hash)
    {
        var known = hash is not null && IsHash(hash) && password is not null && PasswordRules.IsUnicode(password);
        if (hash is not null && !IsHash(hash))
        {
            log.LogError("A stored password hash is broken; its account cannot log in until the password is set anew");
        }

        return gate.Run(() => Enhanced.EnhancedVerify(known ? password! : "", known ? hash! : nobodys.Value) && known);
    }

    /// <summary>Whether the hash was made with another factor than the one in force.</summary>
    public bool IsOutdated(string hash) => IsHash(hash) && Enhanced.PasswordNeedsRehash(hash, settings.Value.WorkFactor);

    // The library throws five kinds of exception at what is no hash, and would work for hours at a factor of 31.
    private static bool IsHash(string text) =>
        HashShape().Match(text) is { Success: true } shape
        && int.Parse(shape.Groups[1].ValueSpan, CultureInfo.InvariantCulture) is >= CheapestFactor and <= DearestFactor;

    [GeneratedRegex(@"^\$2[abxy]\$([0-9]{2})\$[./A-Za-z0-9]{53}\z")]
    private static partial Regex HashShape();
}
