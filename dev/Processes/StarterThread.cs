using System.Collections.Concurrent;
using System.Diagnostics;

namespace EventTicket.Dev.Processes;

/// <summary>
/// Starts every child from one thread that lives as long as the program. Linux sends the parent-death signal when the starting
/// <em>thread</em> ends, and threads of the pool come and go.
/// </summary>
internal static class StarterThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static StarterThread() => new Thread(Loop) { IsBackground = true, Name = "starter" }.Start();

    public static Process Start(ProcessStartInfo start)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Work.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception error)
            {
                started.SetException(error);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Loop()
    {
        foreach (var work in Work.GetConsumingEnumerable())
            work();
    }
}
