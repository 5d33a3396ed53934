using System.Globalization;

namespace EventTicket.Bench;

/// <summary>The words of the command line: what to run, then its options. Each run reads its own; a word that nobody has read is wrong.</summary>
internal sealed class Options(IReadOnlyList<string> words)
{
    private readonly List<string> left = [.. words.Skip(1)];
    private readonly List<string> wrong = [];

    /// <summary>What to run; empty when nothing is said.</summary>
    public string Run { get; } = words is [var run, ..] ? run : "";

    /// <summary>One sentence each; ask when everything has been read.</summary>
    public IReadOnlyList<string> Problems => [.. wrong, .. left.Select(word => $"'{word}' is not an option of {Run}, or is said twice.")];

    /// <summary>Whether the option is there, which takes no value.</summary>
    public bool Has(string name) => left.Remove(name);

    /// <summary>The option's value; null when it is not there.</summary>
    public string? Text(string name)
    {
        var at = left.IndexOf(name);
        if (at < 0)
        {
            return null;
        }

        if (at + 1 == left.Count || left[at + 1].StartsWith("--", StringComparison.Ordinal))
        {
            left.RemoveAt(at);
            wrong.Add($"{name} needs a value.");
            return null;
        }

        var value = left[at + 1];
        left.RemoveRange(at, 2);
        return value;
    }

    /// <summary>The option's values, parted by commas; null when it is not there.</summary>
    public IReadOnlyList<string>? Names(string name, IReadOnlyList<string> known)
    {
        var named = Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        wrong.AddRange((named ?? []).Except(known).Select(unknown => $"{name} names '{unknown}'; it knows {string.Join(", ", known)}."));
        return named;
    }

    /// <summary>The option's value, a whole number of <c>s</c>, <c>ms</c> or <c>m</c>, up to <paramref name="most"/>.</summary>
    public TimeSpan Time(string name, TimeSpan otherwise, TimeSpan most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        var digits = text.TrimEnd('m', 's');
        var unit = text[digits.Length..] switch { "ms" => TimeSpan.FromMilliseconds(1), "s" => TimeSpan.FromSeconds(1), "m" => TimeSpan.FromMinutes(1), _ => TimeSpan.Zero };
        if (unit > TimeSpan.Zero && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number * unit <= most)
        {
            return number * unit;
        }

        wrong.Add($"{name} is '{text}'; it takes a time such as 500ms, 2s or 1m, up to {most.TotalSeconds:0}s.");
        return otherwise;
    }

    /// <summary>The option's value, 1 to <paramref name="most"/>.</summary>
    public int Number(string name, int otherwise, int most)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            return number;
        }

        wrong.Add($"{name} is '{text}'; it takes a whole number from 1 to {most}.");
        return otherwise;
    }
}
