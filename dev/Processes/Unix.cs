using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EventTicket.Dev.Processes;

/// <summary>The few things of Unix that .NET does not offer.</summary>
public static class Unix
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal. A process that is already gone is not an error.</summary>
    /// <exception cref="Win32Exception">The process belongs to somebody else.</exception>
    public static void Signal(int pid, int signal)
    {
        const int noSuchProcess = 3;
        if (NativeKill(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess)
            throw new Win32Exception(error, $"Signal {signal} to process {pid} failed: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>Whether the process runs. A zombie, ended but not yet collected by its parent, does not.</summary>
    public static bool IsRunning(int pid)
    {
        if (!OperatingSystem.IsLinux())
            return NativeKill(pid, 0) == 0;
        try
        {
            // "pid (name) state …": the name may hold anything, so read from its closing bracket.
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Which(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end and answers its exit code and what it wrote (stdout, then stderr).</summary>
    /// <param name="program">A name on PATH or a path.</param>
    /// <param name="arguments">Passed as they are.</param>
    /// <param name="environment">Variables set over our own.</param>
    /// <param name="stop">Ends the program too.</param>
    public static async Task<(int ExitCode, string Output)> Run(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, CancellationToken stop = default)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        await using var ending = stop.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        return (process.ExitCode, await output + await error);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int pid, int signal);
}
