using System.Globalization;
using System.Text.RegularExpressions;
using EventTicket.Dev.Processes;

namespace EventTicket.Dev.Postgres;

/// <summary>A folder with PostgreSQL's server programs.</summary>
/// <param name="Folder">Holds <c>initdb</c> and <c>postgres</c>.</param>
/// <param name="Major">The major version, such as 15.</param>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    public string Initdb => Path.Combine(Folder, "initdb");

    public string Server => Path.Combine(Folder, "postgres");

    /// <summary>What is installed, in the order to try: PG_BIN, pg_config, then the usual folders, newest first.</summary>
    public static IEnumerable<PostgresBinaries> Installed() =>
        Candidates().Select(TryOpen).OfType<PostgresBinaries>().DistinctBy(binaries => binaries.Folder);

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("PG_BIN") is { Length: > 0 } configured)
            yield return configured;
        if (Unix.Which("pg_config") is { } config && Unix.Run(config, ["--bindir"]).GetAwaiter().GetResult() is (0, var folder))
            yield return folder.Trim();
        var usual = Below("/usr/lib/postgresql", "*")
            .Concat(Below("/usr", "pgsql-*"))
            .Concat(Below("/opt/homebrew/opt", "postgresql@*"))
            .Concat(Below("/usr/local/opt", "postgresql@*"))
            .Concat(Below("/home/linuxbrew/.linuxbrew/opt", "postgresql@*"));
        foreach (var installation in usual.OrderByDescending(VersionIn))
            yield return Path.Combine(installation, "bin");
        yield return "/usr/bin";
    }

    private static PostgresBinaries? TryOpen(string folder)
    {
        var found = new PostgresBinaries(folder, 0);
        // A client-only package brings pg_config without a server.
        if (!File.Exists(found.Initdb) || !File.Exists(found.Server))
            return null;
        var (exitCode, output) = Unix.Run(found.Server, ["--version"]).GetAwaiter().GetResult();
        return exitCode == 0 && FirstNumber().Match(output) is { Success: true } major ? found with { Major = int.Parse(major.Value, CultureInfo.InvariantCulture) } : null;
    }

    private static string[] Below(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];

    private static int VersionIn(string installation) => FirstNumber().Match(Path.GetFileName(installation)) is { Success: true } number ? int.Parse(number.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("[0-9]+")]
    private static partial Regex FirstNumber();
}
