using System.Diagnostics;

namespace EventTicket.Dev.Processes;

/// <summary>Wraps a program so that it has a session of its own, another user, its log as output, and dies with its parent.</summary>
public static class Launch
{
    // sh only opens the log, for our eyes only, and execs: the process id stays the same through every wrapper, down to the program itself.
    private const string IntoLog = "umask 077; log=$1; shift; exec \"$@\" </dev/null >>\"$log\" 2>&1";

    private static readonly Lazy<bool> DiesWithParent = new(() =>
        Unix.Which("setpriv") is { } setpriv && Unix.Run(setpriv, ["--pdeathsig", "TERM", "true"]).GetAwaiter().GetResult().ExitCode == 0);

    /// <summary>Starts the program. Its output goes to its log.</summary>
    /// <exception cref="CannotStartException">Another user is asked for, and <c>setpriv</c> is not there.</exception>
    public static Process Start(ProgramStart program)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", IntoLog, "sh", program.Log, .. Wrapped(program.Words, program.User)]) { WorkingDirectory = program.Folder };
        foreach (var (name, value) in program.Environment)
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return StarterThread.Start(start);
    }

    /// <summary>The words that run <paramref name="words"/> as <paramref name="user"/> (null: as ourselves).</summary>
    public static IReadOnlyList<string> AsUser(IReadOnlyList<string> words, string? user)
    {
        if (user is null)
            return words;
        var setpriv = Unix.Which("setpriv")
            ?? throw new CannotStartException($"Running a program as user {user} needs setpriv (package util-linux). Install it, or start as an ordinary user.");
        return [setpriv, $"--reuid={user}", $"--regid={UserAccount.GroupOf(user)}", "--init-groups", .. words];
    }

    private static IReadOnlyList<string> Wrapped(IReadOnlyList<string> words, string? user)
    {
        // Set last, because a change of user clears it.
        if (DiesWithParent.Value)
            words = [Unix.Which("setpriv")!, "--pdeathsig", "TERM", .. words];
        words = AsUser(words, user);
        // A session of its own keeps the terminal's Ctrl-C away: the launcher ends its children in the right order.
        return Unix.Which("setsid") is { } setsid ? [setsid, .. words] : words;
    }
}
