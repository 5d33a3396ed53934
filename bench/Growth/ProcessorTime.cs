using System.Globalization;

namespace EventTicket.Bench.Growth;

/// <summary>How long processors have worked, by whoever: the machine's own count, in hundredths of a second. Elsewhere than on Linux this process's alone.</summary>
internal static class ProcessorTime
{
    private const int TicksASecond = 100;

    public static TimeSpan OfMachine()
    {
        if (!File.Exists("/proc/stat"))
        {
            return Environment.CpuUsage.TotalTime;
        }

        // "cpu  user nice system idle iowait irq softirq …": all but idle and iowait is work.
        var counts = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(7).Select(count => long.Parse(count, CultureInfo.InvariantCulture)).ToArray();
        return TimeSpan.FromSeconds((double)(counts.Sum() - counts[3] - counts[4]) / TicksASecond);
    }
}
