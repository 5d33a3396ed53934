using System.Text.Json;

namespace EventTicket.Dev;

/// <summary>What <c>run.json</c> tells about a copy that runs: for people, for tests, and for the run that finds leftovers.</summary>
/// <param name="Launcher">The launcher itself.</param>
/// <param name="Processes">Its children, in the order they were started.</param>
/// <param name="ConnectionString">How to reach the database.</param>
public sealed record RunFile(RunFile.Entry Launcher, IReadOnlyList<RunFile.Entry> Processes, string ConnectionString)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <param name="Name">Such as <c>silo-1</c>.</param>
    /// <param name="Pid">The process id; null for a database that Docker runs.</param>
    /// <param name="StartedAt">When the process started, in UTC: with the id, this names a process for good.</param>
    /// <param name="Ports">What it listens on, by purpose.</param>
    public sealed record Entry(string Name, int? Pid, DateTimeOffset? StartedAt, IReadOnlyDictionary<string, int> Ports);

    /// <summary>The file in a data folder, or null when there is none that can be read.</summary>
    public static RunFile? Read(string folder)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(PathIn(folder)), Format);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string folder) => DataFolder.WritePrivately(PathIn(folder), JsonSerializer.Serialize(this, Format));

    public static void Delete(string folder) => File.Delete(PathIn(folder));

    private static string PathIn(string folder) => Path.Combine(folder, "run.json");
}
