using EventTicket.Dev;
using EventTicket.Dev.Processes;

namespace EventTicket.Bench.Payments;

/// <summary>Ends sandbox, webs and silos with SIGKILL, one after the other at random from a seed; the launcher starts them again.</summary>
internal sealed class Killer(Func<RunFile> processes, int kills, int seed)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Random dice = new(seed);

    /// <summary>Who was killed, in order.</summary>
    public List<string> Killed { get; } = [];

    /// <summary>Kills evenly over the time in which <paramref name="share"/> goes from 0 to 1.</summary>
    public async Task Go(Func<double> share, CancellationToken stop)
    {
        var names = processes().Processes.Select(process => process.Name).Where(name => name != "postgres").ToArray();
        // The first ones each once, so that a short run meets every kind of death.
        dice.Shuffle(names);
        while (Killed.Count < kills && !stop.IsCancellationRequested)
        {
            if (share() < (Killed.Count + 0.5) / kills)
            {
                await Task.Delay(50, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            var name = Killed.Count < names.Length ? names[Killed.Count] : names[dice.Next(names.Length)];
            if (await Pid(name, stop) is { } pid)
            {
                Unix.Signal(pid, Unix.Kill);
                Killed.Add(name);
            }
        }
    }

    // The one that runs now: it may just be starting again.
    private async Task<int?> Pid(string name, CancellationToken stop)
    {
        var until = TimeProvider.System.GetUtcNow() + Patience;
        while (TimeProvider.System.GetUtcNow() < until && !stop.IsCancellationRequested)
        {
            if (processes().Processes.FirstOrDefault(process => process.Name == name)?.Pid is { } pid && Directory.Exists($"/proc/{pid}"))
            {
                return pid;
            }

            await Task.Delay(100, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }
}
