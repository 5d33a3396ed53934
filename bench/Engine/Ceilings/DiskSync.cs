using System.Globalization;
using System.Text.RegularExpressions;
using EventTicket.Dev.Processes;

namespace EventTicket.Bench.Engine;

/// <summary>L3: how often a second this disk makes 8 kB durable. Nobody who commits one by one is faster.</summary>
internal static partial class DiskSync
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <param name="program"><c>pg_test_fsync</c>.</param>
    /// <param name="folder">On the disk that is asked about.</param>
    /// <returns>Such as <c>8690 fdatasync/s</c>, for PostgreSQL's usual method on Linux; null without the program.</returns>
    public static async Task<string?> Measure(string program, string folder)
    {
        if (!File.Exists(program))
        {
            return null;
        }

        using var stop = new CancellationTokenSource(Patience);
        var (_, printed) = await Unix.Run(program, ["-s", "1", "-f", Path.Combine(folder, "sync-test")], stop: stop.Token);
        return Fdatasync().Match(printed) is { Success: true } found
            ? string.Create(CultureInfo.InvariantCulture, $"{double.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture):F0} fdatasync/s")
            : null;
    }

    [GeneratedRegex(@"fdatasync\s+([0-9.]+) ops/sec")]
    private static partial Regex Fdatasync();
}
