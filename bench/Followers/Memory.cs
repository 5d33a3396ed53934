using System.Globalization;
using EventTicket.Dev;

namespace EventTicket.Bench.Followers;

/// <summary>How much memory the silos have together, read now and then.</summary>
internal sealed class Memory(Func<RunFile> processes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private DateTimeOffset last;

    /// <summary>In MB, in the order in which they were read.</summary>
    public List<long> Readings { get; } = [];

    /// <summary>Reads it, unless that was done within the last second.</summary>
    public async Task Read()
    {
        if (TimeProvider.System.GetUtcNow() - last < Pause)
        {
            return;
        }

        last = TimeProvider.System.GetUtcNow();
        var total = 0L;
        foreach (var silo in processes().Processes.Where(process => process.Name.StartsWith("silo-", StringComparison.Ordinal)))
        {
            // One that was just killed has none.
            var status = $"/proc/{silo.Pid}/status";
            total += File.Exists(status) ? Resident(await File.ReadAllLinesAsync(status)) : 0;
        }

        Readings.Add(total);
    }

    private static long Resident(string[] status) => status.FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
        ? long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024
        : 0;
}
