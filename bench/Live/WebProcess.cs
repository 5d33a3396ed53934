using System.Globalization;
using EventTicket.Dev;

namespace EventTicket.Bench.Live;

/// <summary>What the web process uses, by the kernel's books.</summary>
internal sealed class WebProcess(Func<RunFile> processes)
{
    private const double TicksPerSecond = 100;

    private string Folder => $"/proc/{processes().Processes.Single(process => process.Name == "web-1").Pid}";

    /// <summary>Resident bytes.</summary>
    public long Memory()
    {
        var line = File.ReadLines($"{Folder}/status").Single(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
    }

    /// <summary>Processor time so far, of all its threads, in the kernel too.</summary>
    public TimeSpan Processor()
    {
        // Behind the name, which may have blanks in it: user time is the twelfth field, system time the thirteenth.
        var fields = File.ReadAllText($"{Folder}/stat").Split(") ")[^1].Split(' ');
        return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / TicksPerSecond);
    }
}
