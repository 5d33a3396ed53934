using System.Buffers;
using System.Globalization;
using System.Net.Mail;
using System.Text;
using EventTicket.Events;

namespace EventTicket.Users;

/// <summary>What counts as an e-mail address, and when two of them are the same.</summary>
internal static class EmailAddress
{
    private const int Longest = 254;
    private static readonly IdnMapping Network = new() { AllowUnassigned = false, UseStd3AsciiRules = true };

    private const string Allowed = "Must be one e-mail address, such as name@example.org, of at most 254 characters.";

    // A display name, a comment, a list, a quoted part or a network address in brackets: parsers differ on them, so none gets in.
    private static readonly SearchValues<char> Punctuation = SearchValues.Create("\"<>()[],;:\\ ");

    /// <summary>What is wrong with the address, as a sentence that says what is allowed; null when it is fine.</summary>
    public static string? Problem(string? typed)
    {
        var address = TextRules.Trim(typed);
        return TextRules.Line(address, 1, Longest) is null && !address.Any(IsUnseen) && IsAddress(address)
            && Split(address) is var (_, domain) && Domain(domain) is not null && IsAddress(Normalise(address)) ? null : Allowed;
    }

    /// <summary>The address as it is kept and written to: without space at its ends, letters in their plain forms. What is compared is made of the same.</summary>
    public static string Tidy(string? typed) => TextRules.Trim(typed).Normalize(NormalizationForm.FormKC);

    /// <summary>
    /// The address as it is compared: without space at its ends, compatibility forms (such as full-width letters) and case folded, the
    /// domain as the network knows it (RFC 5891, mapped by UTS 46), because mail to either spelling reaches the same mailbox.
    /// </summary>
    /// <param name="typed">An address without a <see cref="Problem"/>.</param>
    public static string Normalise(string typed)
    {
        var (mailbox, domain) = Split(typed);
        return mailbox + (Domain(domain) ?? domain);
    }

    /// <summary>What stands up to the last @, and what follows; both folded.</summary>
    private static (string Mailbox, string Domain) Split(string typed)
    {
        var folded = Tidy(typed).ToLowerInvariant().Normalize(NormalizationForm.FormKC);
        var at = folded.LastIndexOf('@') + 1;
        return (folded[..at], folded[at..]);
    }

    private static string? Domain(string name)
    {
        try
        {
            return Network.GetAscii(name).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null; // the framework's way of saying that it is none
        }
    }

    // Soft hyphens, joiners, marks of direction: two addresses that look the same would be two.
    private static bool IsUnseen(char letter) => char.GetUnicodeCategory(letter) == UnicodeCategory.Format;

    private static bool IsAddress(string address) =>
        !address.AsSpan().ContainsAny(Punctuation)
        && !address.EndsWith('.')
        && MailAddress.TryCreate(address, out var parsed)
        && parsed.Address == address;
}
