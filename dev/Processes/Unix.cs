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
    public static void Signal(int pid, int signal)
    {
        const int noSuchProcess = 3;
        if (NativeKill(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess)
            throw new Win32Exception(error, $"Signal {signal} to process {pid} failed: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    /// <summary>The full path of a program on PATH, or null.</summary>
    public static string? Which(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program to its end and answers its exit code and what it wrote (stdout, then stderr).</summary>
    public static async Task<(int ExitCode, string Output)> Run(string program, IEnumerable<string> arguments, CancellationToken stop = default)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var error = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await error);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int NativeKill(int pid, int signal);
}
