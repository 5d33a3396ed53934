using System.Text;

namespace EventTicket.Users;

/// <summary>What a new password must be: long enough and not one that everybody tries first. Nothing is asked of its characters.</summary>
internal static class PasswordRules
{
    private const int Fewest = 10;
    private const int Most = 128;

    /// <summary>What is wrong with the password, as a sentence that says what is allowed; null when it is fine.</summary>
    public static string? Problem(string? password)
    {
        if (password is null || !IsUnicode(password) || password.EnumerateRunes().Count() is < Fewest or > Most)
        {
            return "Must be 10 to 128 characters.";
        }

        return CommonPasswords.Contains(password) ? "Must not be a password that many people use; a few words in a row are easy to remember." : null;
    }

    /// <summary>Whether the text can be written as UTF-8, as it is before it is hashed: it has no half of a surrogate pair.</summary>
    public static bool IsUnicode(string text)
    {
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var read) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[read..];
        }

        return true;
    }
}
