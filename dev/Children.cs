using System.Diagnostics;
using EventTicket.Dev.Processes;

namespace EventTicket.Dev;

/// <summary>All children of one run: starts and stops them, and keeps <c>run.json</c> true.</summary>
internal sealed class Children(DataFolder folder, TimeProvider clock)
{
    // Three waves, each asked politely and then killed: well under ten seconds in total.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.7);
    private const int DeathsThatEndTheStart = 4;

    private readonly Lock guard = new();
    private readonly List<Child> children = [];
    private readonly List<RunFile.Entry> others = [];
    private readonly TaskCompletionSource failure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RunFile.Entry launcher = Self();

    private sealed record Child(SupervisedProgram Program, IReadOnlyDictionary<string, int> Ports, int Wave);

    /// <summary>Faults once a child has died several times in a row: then starting is hopeless.</summary>
    public Task Failure => failure.Task;

    /// <summary>Written to <c>run.json</c>.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Says that we are here, before the first child is.</summary>
    public void WriteRunFile()
    {
        lock (guard)
        {
            var entries = children.Select(child => new RunFile.Entry(child.Program.Program.Name, child.Program.Pid, child.Program.StartedAt, child.Ports));
            new RunFile(launcher, [.. others, .. entries], ConnectionString).Write(folder.Path);
        }
    }

    /// <summary>Lists a process that somebody else supervises.</summary>
    public void Mention(RunFile.Entry other)
    {
        lock (guard)
            others.Add(other);
        WriteRunFile();
    }

    /// <summary>Starts a child and keeps it running.</summary>
    /// <param name="program">Its log is put aside first.</param>
    /// <param name="ports">What it listens on.</param>
    /// <param name="wave">Children of a higher wave are stopped before those of a lower.</param>
    public void Start(ProgramStart program, IReadOnlyDictionary<string, int> ports, int wave)
    {
        LogFile.Rotate(program.Log);
        var child = new SupervisedProgram(program, clock);
        child.Started += WriteRunFile;
        child.Died += (exitCode, deaths, pause) => Report(program, exitCode, deaths, pause);
        lock (guard)
            children.Add(new Child(child, ports, wave));
        child.Start();
    }

    /// <summary>Ends all of them, wave by wave.</summary>
    public async Task Stop()
    {
        foreach (var wave in children.GroupBy(child => child.Wave).OrderByDescending(wave => wave.Key))
            await Task.WhenAll(wave.Select(child => child.Program.Stop(Patience)));
        children.ForEach(child => child.Program.Dispose());
        RunFile.Delete(folder.Path);
    }

    private void Report(ProgramStart program, int exitCode, int deaths, TimeSpan pause)
    {
        Console.WriteLine($"{program.Name} ended with code {exitCode}; starting it again in {pause.TotalSeconds:0.#} s (log: {program.Log})");
        if (deaths >= DeathsThatEndTheStart)
            failure.TrySetException(new CannotStartException($"{program.Name} ended {deaths} times in a row. The end of {program.Log}:\n\n{LogFile.Tail(program.Log)}\n\nFix what it complains about, then start again."));
    }

    private static RunFile.Entry Self()
    {
        using var self = Process.GetCurrentProcess();
        return new RunFile.Entry("launcher", self.Id, self.StartTime.ToUniversalTime(), new Dictionary<string, int>());
    }
}
