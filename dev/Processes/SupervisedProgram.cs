using System.Diagnostics;

namespace EventTicket.Dev.Processes;

/// <summary>Keeps one program running: starts it, starts it again with growing pauses when it ends, and stops it.</summary>
/// <param name="program">What is kept running.</param>
/// <param name="clock">Measures how long it lived.</param>
internal sealed class SupervisedProgram(ProgramStart program, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource stopping = new();
    private Process? process;
    private Task supervision = Task.CompletedTask;

    /// <summary>After each start: the process and its start time have changed.</summary>
    public event Action? Started;

    /// <summary>After each unexpected end: its exit code, how often in a row, and the pause before the next start.</summary>
    public event Action<int, int, TimeSpan>? Died;

    public ProgramStart Program => program;

    public int? Pid { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public void Start() => supervision = Supervise();

    /// <summary>Asks the program to end, and kills it when it has not after the given time.</summary>
    public async Task Stop(TimeSpan patience)
    {
        await stopping.CancelAsync();
        await supervision;
        if (process is null || process.HasExited)
            return;
        Unix.Signal(process.Id, program.StopSignal);
        using var deadline = new CancellationTokenSource(patience, clock);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            Unix.Signal(process.Id, Unix.Kill);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    public void Dispose()
    {
        process?.Dispose();
        stopping.Dispose();
    }

    private async Task Supervise()
    {
        var deaths = 0;
        try
        {
            while (true)
            {
                var born = clock.GetTimestamp();
                StartAgain();
                await process!.WaitForExitAsync(stopping.Token);
                deaths = clock.GetElapsedTime(born) > Healthy ? 1 : deaths + 1;
                var pause = TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(deaths - 1, 8)));
                Died?.Invoke(process.ExitCode, deaths, pause);
                await Task.Delay(pause, clock, stopping.Token);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Stop takes over.
        }
    }

    private void StartAgain()
    {
        process?.Dispose();
        process = Launch.Start(program);
        (Pid, StartedAt) = (process.Id, StartTimeOf(process));
        Started?.Invoke();
    }

    private DateTimeOffset StartTimeOf(Process started)
    {
        try
        {
            return started.StartTime.ToUniversalTime();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // Already ended; supervision will see that next.
            return clock.GetUtcNow();
        }
    }
}
