using System.Security.Cryptography;
using System.Text;

namespace EventTicket.Dev;

/// <summary>The folder that holds everything one copy remembers. While it is open, no second run can open it.</summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream guard;

    private DataFolder(string path, FileStream guard) => (Path, this.guard) = (path, guard);

    /// <summary>The full path.</summary>
    public string Path { get; }

    public string Logs => In("logs");

    public string In(string name) => System.IO.Path.Combine(Path, name);

    public string LogOf(string program) => System.IO.Path.Combine(Logs, program + ".log");

    /// <summary>Makes the folder if need be and takes its lock, which the system gives back however the process ends.</summary>
    /// <exception cref="CannotStartException">Another run uses the folder, or it cannot be made.</exception>
    public static DataFolder Open(string name)
    {
        var path = System.IO.Path.GetFullPath(name);
        try
        {
            // Root's database belongs to another user, who must be able to pass through; nobody else may look inside.
            const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            const UnixFileMode passable = ownerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
            Directory.CreateDirectory(path, Environment.IsPrivilegedProcess ? passable : ownerOnly);
            Directory.CreateDirectory(System.IO.Path.Combine(path, "logs"), ownerOnly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException($"--data {name}: the folder cannot be used: {error.Message}", exitCode: 2);
        }

        try
        {
            // FileShare.None is flock(LOCK_EX) on Unix.
            return new DataFolder(path, new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            var holder = RunFile.Read(path)?.Launcher is { } launcher ? $" (process {launcher.Pid})" : "";
            throw new CannotStartException($"Another run{holder} already uses the data folder {path}. Stop it first, or choose another folder with --data.");
        }
        catch (UnauthorizedAccessException error)
        {
            throw new CannotStartException($"--data {name}: the folder belongs to somebody else: {error.Message}", exitCode: 2);
        }
    }

    /// <summary>A random secret of this folder, made once and readable by its owner only.</summary>
    public string Secret(string name)
    {
        var file = In(name);
        if (!File.Exists(file))
            WritePrivately(file, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        return File.ReadAllText(file);
    }

    /// <summary>Replaces a file in one step: readers see the old text or the new one. Only the owner may read it.</summary>
    public static void WritePrivately(string file, string text)
    {
        var draft = file + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }

    public void Dispose() => guard.Dispose();
}
