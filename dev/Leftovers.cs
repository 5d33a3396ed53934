using System.Diagnostics;
using EventTicket.Dev.Processes;

namespace EventTicket.Dev;

/// <summary>Ends what a killed run left behind, so that ports and database are free again.</summary>
internal static class Leftovers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    // The start time is computed from the clock, which may be set a little in between.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Ends every process in the folder's <c>run.json</c> that is still the one that was started then.</summary>
    public static async Task End(DataFolder folder, TimeProvider clock)
    {
        var entries = RunFile.Read(folder.Path)?.Processes ?? [];
        // The database goes last, as it came first.
        foreach (var group in entries.Reverse().Where(IsStillTheSame).GroupBy(entry => entry.Name == "postgres").OrderBy(group => group.Key))
        {
            Console.WriteLine($"Ending what an earlier run left behind: {string.Join(", ", group.Select(entry => entry.Name))}");
            foreach (var entry in group)
                Unix.Signal(entry.Pid!.Value, group.Key ? Unix.Interrupt : Unix.Terminate);
            var deadline = clock.GetUtcNow() + Patience;
            while (group.Any(entry => Unix.IsRunning(entry.Pid!.Value)) && clock.GetUtcNow() < deadline)
                await Task.Delay(50);
            foreach (var entry in group.Where(IsStillTheSame))
                Unix.Signal(entry.Pid!.Value, Unix.Kill);
        }
    }

    private static bool IsStillTheSame(RunFile.Entry entry)
    {
        if (entry.Pid is not { } pid || entry.StartedAt is not { } startedAt || !Unix.IsRunning(pid))
            return false;
        try
        {
            using var process = Process.GetProcessById(pid);
            return (process.StartTime.ToUniversalTime() - startedAt.UtcDateTime).Duration() < ClockTolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            // Ended between the two looks.
            return false;
        }
    }
}
