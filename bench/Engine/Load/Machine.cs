using System.Globalization;

namespace EventTicket.Bench.Engine;

/// <summary>What this machine is, and what others do on it. Read from <c>/proc</c>; elsewhere than on Linux the answers are empty or 0.</summary>
internal static class Machine
{
    /// <summary>Above this share of the processors somebody else was at work.</summary>
    public const double Busy = 0.2;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    public static string Processor => Lines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";

    /// <summary>The load average of the last minute: with our own work in it.</summary>
    public static double Load => Lines("/proc/loadavg") is [var line, ..] ? double.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture) : 0;

    /// <summary>The share of the processors that is in use, or stolen by the host, while we do nothing; 0 to 1.</summary>
    public static async Task<double> InUse()
    {
        var before = Times();
        await Task.Delay(Look);
        var after = Times();
        var all = after.All - before.All;
        return all == 0 ? 0 : 1 - ((double)(after.Idle - before.Idle) / all);
    }

    // "cpu  user nice system idle iowait irq softirq steal guest guest_nice": the last two are in the first already.
    private static (long All, long Idle) Times()
    {
        if (Lines("/proc/stat") is not [var first, ..])
        {
            return (0, 0);
        }

        var parts = first.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return (parts.Sum(), parts[3] + parts[4]);
    }

    private static string[] Lines(string file) => File.Exists(file) ? File.ReadAllLines(file) : [];
}
