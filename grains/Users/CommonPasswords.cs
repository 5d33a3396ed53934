using System.Collections.Frozen;

namespace EventTicket.Users;

/// <summary>
/// Passwords that are guessed first: some eight thousand common ones, words and names, also with digits or signs before or behind them,
/// doubled, or with the usual letters turned into digits; and rows of one character or of neighbours.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Known = Read().ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string password)
    {
        var typed = password.ToLowerInvariant();
        return IsRow(typed) || Forms(typed).Any(Known.Contains);
    }

    private static IEnumerable<string> Forms(string typed)
    {
        var word = typed.Trim([.. " 0123456789!?.,;:-_+*#$%&/()=@"]);
        var plain = Plain(typed).Trim([.. " 0123456789!?.,;:-_+*#%&/()="]);
        string[] forms = [typed, Half(typed), word, Half(word), plain, Half(plain)];
        // What is left of a long passphrase by cutting its ends is not what somebody guesses.
        return forms.Where(form => form.Length >= 4 && form.Length * 3 >= typed.Length);
    }

    private static string Half(string text) => text.Length % 2 == 0 && text[..(text.Length / 2)] == text[(text.Length / 2)..] ? text[..(text.Length / 2)] : text;

    private static string Plain(string text) =>
        text.Replace('0', 'o').Replace('1', 'i').Replace('3', 'e').Replace('4', 'a').Replace('5', 's').Replace('7', 't').Replace('@', 'a').Replace('$', 's');

    // aaaaaaaaaa, 1234567890, abcdefghij, 9876543210
    private static bool IsRow(string text)
    {
        var step = text.Length > 2 ? text[2] - text[1] : 0;
        return step is >= -1 and <= 1 && text.Skip(1).Zip(text, (next, before) => next - before).All(each => each == step || (each is 9 or -9 && char.IsAsciiDigit(text[0])));
    }

    private static IEnumerable<string> Read()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream("EventTicket.Users.common-passwords.txt")
            ?? throw new InvalidOperationException("The list of common passwords is not in the program."));
        while (list.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }

        yield return "eventticket";
        yield return "changeme";
        yield return "correcthorsebatterystaple";
    }
}
