using System.Globalization;
using EventTicket.Dev;

namespace EventTicket.Bench.Http;

/// <summary>Seconds of processor that each program has used so far, from <c>/proc</c>; the programs of one room together.</summary>
internal sealed record CpuTimes(IReadOnlyDictionary<string, double> Seconds)
{
    public const string Generator = "generator";

    // As the kernel tells it, whatever its own clock does.
    private const double TicksASecond = 100;

    /// <summary>In the order of the figures.</summary>
    public static readonly IReadOnlyList<string> Rooms = ["web", "silo", "postgres", "sandbox", Generator];

    /// <summary>Reads those of the system and of this process.</summary>
    public static CpuTimes Read(RunFile processes)
    {
        var all = Stats();
        var seconds = processes.Processes.Where(process => process.Pid is not null).GroupBy(process => process.Name.Split('-')[0])
            .ToDictionary(room => room.Key, room => room.Sum(process => WithChildren(all, process.Pid!.Value)));
        seconds[Generator] = all.TryGetValue(Environment.ProcessId, out var own) ? own.Own : 0;
        return new(seconds);
    }

    public static CpuTimes operator -(CpuTimes after, CpuTimes before) =>
        new(Rooms.ToDictionary(room => room, room => after.Of(room) - before.Of(room)));

    public double Of(string room) => Seconds.GetValueOrDefault(room);

    // PostgreSQL has a process for each connection; those that have ended are in their parent's account.
    private static double WithChildren(Dictionary<int, Stat> all, int pid) => all.TryGetValue(pid, out var stat)
        ? stat.Own + stat.Ended + all.Where(other => other.Value.Parent == pid).Sum(child => WithChildren(all, child.Key))
        : 0;

    private static Dictionary<int, Stat> Stats()
    {
        Dictionary<int, Stat> all = [];
        foreach (var folder in Directory.Exists("/proc") ? Directory.EnumerateDirectories("/proc") : [])
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) && Stat.Read(folder) is { } stat)
            {
                all[pid] = stat;
            }
        }

        return all;
    }

    /// <param name="Own">Seconds of this process.</param>
    /// <param name="Ended">Seconds of its children that have ended.</param>
    private sealed record Stat(int Parent, double Own, double Ended)
    {
        public static Stat? Read(string folder)
        {
            try
            {
                // "pid (a name with anything in it) state ppid …"; utime, stime, cutime and cstime are the 14th to 17th.
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                return new(int.Parse(fields[1], CultureInfo.InvariantCulture), Seconds(fields, 11), Seconds(fields, 13));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        private static double Seconds(string[] fields, int at) =>
            (long.Parse(fields[at], CultureInfo.InvariantCulture) + long.Parse(fields[at + 1], CultureInfo.InvariantCulture)) / TicksASecond;
    }
}
