using System.Diagnostics;
using EventTicket.Dev;
using EventTicket.Dev.Processes;

namespace EventTicket.Tests.Launcher;

/// <summary>The built launcher as a real process, on a data folder in the temporary folder.</summary>
/// <param name="folder">The data folder; several processes may be given the same.</param>
/// <param name="arguments">Options beside <c>--data</c>.</param>
/// <param name="environment">Variables over the test's own; null removes one.</param>
internal sealed class LauncherProcess(string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) : IAsyncDisposable
{
    // A guard against hanging forever, not a promise about speed.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly string log = Path.GetTempFileName();
    private Process process = null!;

    public int Pid => process.Id;

    /// <summary>What it has printed so far.</summary>
    public string Output => File.ReadAllText(log);

    /// <summary>A new, empty folder that the database's user can pass through.</summary>
    public static string NewFolder() => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"eventticket-run-{Guid.NewGuid():N}")).FullName;

    public LauncherProcess Start()
    {
        // What the developer has configured for themselves must not leak into tests.
        var variables = new Dictionary<string, string?> { ["ConnectionStrings__Tickets"] = null, ["Stripe__SecretKey"] = null, ["Site__PublicUrl"] = null, ["Smtp__Host"] = null, ["Sms__Url"] = null };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
            variables[name] = value;
        process = Launch.Start(new ProgramStart("launcher", [.. Repository.Words("dev"), "--data", folder, .. arguments], Path.GetTempPath(), log) { Environment = variables });
        return this;
    }

    /// <summary>Waits for the end and answers the exit code.</summary>
    public async Task<int> Ended()
    {
        await process.WaitForExitAsync().WaitAsync(Patience);
        return process.ExitCode;
    }

    /// <summary>Ends it with SIGTERM and waits.</summary>
    public Task<int> Stop()
    {
        Unix.Signal(process.Id, Unix.Terminate);
        return Ended();
    }

    /// <summary>Waits until something is true of the running copy; fails with its output and logs when it ends before.</summary>
    public async Task<RunFile> Until(Func<RunFile, bool> reached)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            // The file of an earlier run is not ours.
            if (RunFile.Read(folder) is { } run && run.Launcher.Pid == process.Id && reached(run))
                return run;
            if (process.HasExited || clock.Elapsed > Patience)
                throw new InvalidOperationException($"The launcher did not get there.\n{Output}\n{LogTails()}");
            await Task.Delay(50);
        }
    }

    /// <summary>The end of every program's log.</summary>
    public string LogTails()
    {
        var logs = Path.Combine(folder, "logs");
        return Directory.Exists(logs) ? string.Join('\n', Directory.GetFiles(logs, "*.log").Order().Select(file => $"--- {file}\n{LogFile.Tail(file)}")) : "";
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Stop();
        process.Dispose();
        File.Delete(log);
    }
}
