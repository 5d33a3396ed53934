using System.Text.RegularExpressions;

namespace EventTicket.Bench.Payments;

/// <summary>Looks through every log of a run for what must never stand in one.</summary>
internal static partial class Logs
{
    /// <returns>A sentence for each line with a key, a secret, a card number or a full e-mail address in it, at most ten.</returns>
    public static IReadOnlyList<string> Indiscretions(string folder) =>
    [
        .. Directory.GetFiles(folder, "*.log").Order(StringComparer.Ordinal)
            .SelectMany(file => Lines(file).Where(line => Secret().IsMatch(line)).Select(line => $"{Path.GetFileName(file)} tells too much: {line}"))
            .Take(10),
    ];

    private static IEnumerable<string> Lines(string file)
    {
        // Its writer may still be at work.
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    [GeneratedRegex(@"sk_(test|live)_|whsec_|\b4242 ?4242 ?4242 ?4242\b|\b4000 ?00\d\d ?\d{4} ?\d{4}\b|buyer-\d+-\w+@bench\.test")]
    private static partial Regex Secret();
}
