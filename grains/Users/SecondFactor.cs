using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OtpNet;

namespace EventTicket.Users;

/// <summary>The section <c>SecondFactor</c>.</summary>
internal sealed class SecondFactorSettings
{
    /// <summary>Whether admins are only users until they have one.</summary>
    public bool RequiredOfAdmins { get; set; }
}

/// <summary>Time-based digits (RFC 6238: SHA-1, 30 seconds, six digits, as every authenticator app takes them) and recovery codes.</summary>
internal static class SecondFactor
{
    private const int SecretBytes = 20;
    private const int Codes = 10;

    // Without letters and digits that look alike.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    /// <summary>The secret for people and for apps.</summary>
    public static SecondFactorSecret Show(byte[] secret, string email)
    {
        var text = Base32Encoding.ToString(secret).TrimEnd('=');
        return new(text, $"otpauth://totp/{Uri.EscapeDataString($"EventTicket:{email}")}?secret={text}&issuer=EventTicket&algorithm=SHA1&digits=6&period=30");
    }

    /// <summary>The time step whose digits these are: the present one or a neighbour, later than <paramref name="after"/>; null when none.</summary>
    public static long? Step(byte[] secret, string? digits, long after, DateTimeOffset now)
    {
        var typed = Tidy(digits);
        return typed.Length == 6 && typed.All(char.IsAsciiDigit)
            && new Totp(secret).VerifyTotp(now.UtcDateTime, typed, out var step, new VerificationWindow(previous: 1, future: 1)) && step > after
                ? step
                : null;
    }

    /// <summary>Ten codes of 59 random bits each, as two groups of six.</summary>
    public static ImmutableArray<string> NewCodes() =>
        [.. Enumerable.Range(0, Codes).Select(_ => RandomNumberGenerator.GetString(Alphabet, 12)).Select(code => $"{code[..6]}-{code[6..]}")];

    /// <summary>What is kept of a recovery code, however it was typed.</summary>
    public static string HashOf(string? code) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Tidy(code).ToLowerInvariant())));

    private static string Tidy(string? typed) => (typed ?? "").Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
}
