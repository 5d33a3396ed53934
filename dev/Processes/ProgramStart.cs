namespace EventTicket.Dev.Processes;

/// <summary>How one program is started: what, where, with which environment, as whom, and the signal that ends it politely.</summary>
/// <param name="Name">Its name in <c>run.json</c> and of its log, such as <c>silo-1</c>.</param>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Folder">Its working folder.</param>
/// <param name="Log">The file that its output is appended to.</param>
public sealed record ProgramStart(string Name, IReadOnlyList<string> Words, string Folder, string Log)
{
    /// <summary>Variables set over the caller's own; a null value removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Only when started as root: the user it runs as.</summary>
    public string? User { get; init; }

    public int StopSignal { get; init; } = Unix.Terminate;
}
